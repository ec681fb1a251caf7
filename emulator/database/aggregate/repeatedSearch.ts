import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { OrderedIndex } from '../index/orderedIndex';
import { conditionsOf } from '../plan/conditions';
import { type FieldSet, fieldSets } from '../plan/fieldSets';
import type { Edge, IntervalSet } from '../plan/interval';
import { keyRanges, spansOf } from '../plan/keyRanges';
import { compileQuery } from '../query/compile';
import { encodeKey } from '../values/orderKey';
import type { Predicate } from '../query/predicate';
import type { Running } from './context';
import type { Page } from './head';
import { type Equality, hintedValue } from './hints';

/** An index that begins with this field and has one entry for each document. */
function indexFor(collection: Collection, path: string): OrderedIndex | undefined {
  for (const index of collection.indexes.all()) {
    const isPlain = index instanceof OrderedIndex && index.spec.sparse !== true && index.fields[0]?.path === path;
    if (isPlain && !index.isMultikey) return index;
  }
  return undefined;
}

function pointOf(value: unknown): IntervalSet {
  const edge: Edge = { key: encodeKey(value), behind: false, text: '' };
  return [{ low: edge, high: { ...edge, behind: true }, isPoint: true }];
}

type Search = (running: Running, predicate: Predicate | undefined) => Doc[] | undefined;

/**
 * What a join asks of another collection for document after document: the same conditions, with another value for one field. The
 * plan is the same each time, so it is made once. Undefined when no index begins with that field, or an order is asked for.
 */
export function repeatedSearch(
  collection: Collection,
  query: Doc,
  equalities: readonly Equality[],
  { order, skip, limit }: Page,
): Search | undefined {
  const [only, ...others] = equalities;
  if (!only || others.length > 0 || order || skip > 0 || limit !== undefined || only.path in query) return undefined;
  const index = indexFor(collection, only.path);
  if (!index) return undefined;
  const conditions = conditionsOf({ $and: [query, { [only.path]: '' }] });
  const behind: readonly FieldSet[] = fieldSets(index, conditions).slice(1);
  const passes = compileQuery(query);
  return (running, predicate) => {
    const value = hintedValue(only.value, running);
    if (value === undefined) return undefined;
    const found: Doc[] = [];
    for (const span of spansOf(index, keyRanges(index, [{ set: pointOf(value), isExact: true }, ...behind]))) {
      const cursor = index.read(span, false);
      for (let record = cursor.next(); record; record = cursor.next()) {
        if (passes(record.doc) && (predicate?.(record.doc) ?? true)) found.push(record.doc);
      }
    }
    return found;
  };
}
