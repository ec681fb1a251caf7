import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { OrderedIndex } from '../index/orderedIndex';
import { conditionsOf } from '../plan/conditions';
import type { DocRecord } from '../index/record';
import { fieldSets } from '../plan/fieldSets';
import { keyRanges } from '../plan/keyRanges';
import { compileQuery } from '../query/compile';
import { afterPrefix } from '../values/orderKey';
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
  const behind = keyRanges(index, fieldSets(index, conditions).slice(1), 1);
  const passes = compileQuery(query);
  return (running, predicate) => {
    const value = hintedValue(only.value, running);
    if (value === undefined) return undefined;
    const prefix = index.encodeField(0, value);
    const found: Doc[] = [];
    const take = ({ doc }: DocRecord) => {
      if (passes(doc) && (predicate?.(doc) ?? true)) found.push(doc);
    };
    for (const { from, to } of behind) {
      index.eachBetween(prefix + from, to === undefined ? afterPrefix(prefix) : prefix + to, take);
    }
    return found;
  };
}
