import type { OrderedIndex, Span } from '../index/orderedIndex';
import { afterPrefix, invertKey } from '../values/orderKey';
import type { FieldSet } from './fieldSets';
import { type Edge, type Interval, type IntervalSet, placeOf } from './interval';

/** One run of keys of an index, and how long the part is that single values fix. */
export interface KeyRange {
  readonly from: string;
  readonly to: string | undefined;
  readonly prefixLength: number;
}

/** More combinations of values than this are not told apart: the fields behind are left to the predicate. */
const maxRanges = 1000;

/** How many leading fields can be combined. */
export function usableDepth(sets: readonly FieldSet[]): number {
  let depth = 0;
  let combinations = 1;
  for (const { set } of sets) {
    combinations *= set.length;
    if (depth > 0 && combinations > maxRanges) break;
    depth += 1;
  }
  return depth;
}

const inverted = ({ key, behind, text }: Edge): Edge => ({ key: invertKey(key), behind: !behind, text });

/** In the order of the index: a descending field is read the other way round. */
function physical(set: IntervalSet, descending: boolean): readonly Interval[] {
  if (!descending) return set;
  return set
    .map(({ low, high, isPoint }) => ({ low: inverted(high), high: inverted(low), isPoint }))
    .reverse() as Interval[];
}

const behindPrefix = (prefix: string) => (prefix === '' ? undefined : afterPrefix(prefix));

function placeWithin(prefix: string, edge: Edge): string | undefined {
  if (edge.key === '') return edge.behind ? behindPrefix(prefix) : prefix;
  const place = placeOf(edge);
  return place === undefined ? behindPrefix(prefix) : prefix + place;
}

/**
 * The runs of an index that the sets of its leading fields leave, in the order of the index. With `first` the sets are those of
 * the fields from there on, and the runs are what stands behind a key of the fields before.
 */
export function keyRanges(index: OrderedIndex, sets: readonly FieldSet[], first = 0): KeyRange[] {
  const ranges: KeyRange[] = [];
  const visit = (position: number, prefix: string): void => {
    const field = sets[position];
    if (!field) {
      ranges.push({ from: prefix, to: behindPrefix(prefix), prefixLength: prefix.length });
      return;
    }
    for (const interval of physical(field.set, index.fields[first + position]?.descending ?? false)) {
      if (interval.isPoint) visit(position + 1, prefix + interval.low.key);
      else {
        const from = placeWithin(prefix, interval.low);
        if (from !== undefined)
          ranges.push({ from, to: placeWithin(prefix, interval.high), prefixLength: prefix.length });
      }
    }
  };
  visit(0, '');
  return ranges;
}

export const spansOf = (index: OrderedIndex, ranges: readonly KeyRange[]): Span[] =>
  ranges.map(({ from, to }) => index.span(from, to));
