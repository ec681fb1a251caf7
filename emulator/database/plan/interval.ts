/** Intervals of values in the order of an index, as sets: what conditions on one field leave of it. */
import { afterPrefix, encodeKey } from '../values/orderKey';
import { shownValue } from '../index/shownValue';

/** A place in a field's ascending order: before or behind everything whose key begins with `key`. */
export interface Edge {
  readonly key: string;
  readonly behind: boolean;
  /** For people: the value the edge lies at. */
  readonly text: string;
}

export interface Interval {
  readonly low: Edge;
  readonly high: Edge;
  /** Exactly one value: what stands in the index behind it is in order of the next field. */
  readonly isPoint?: true;
}

/** In ascending order, none touching another. */
export type IntervalSet = readonly Interval[];

const lowest: Edge = { key: '', behind: false, text: 'MinKey' };
const highest: Edge = { key: '', behind: true, text: 'MaxKey' };

export const everything: IntervalSet = [{ low: lowest, high: highest }];
export const nothing: IntervalSet = [];

export const before = (value: unknown): Edge => ({ key: encodeKey(value), behind: false, text: shownValue(value) });
export const behind = (value: unknown): Edge => ({ key: encodeKey(value), behind: true, text: shownValue(value) });

export const pointAt = (value: unknown): IntervalSet => [{ low: before(value), high: behind(value), isPoint: true }];

export const rangeOf = (low: Edge, high: Edge): IntervalSet => (isEmpty({ low, high }) ? nothing : [{ low, high }]);

/** The text that an index entry must not be below, undefined above everything. */
export const placeOf = ({ key, behind: isBehind }: Edge) =>
  isBehind ? (key === '' ? undefined : afterPrefix(key)) : key;

function compareEdges(a: Edge, b: Edge): number {
  if (a.key === b.key) return Number(a.behind) - Number(b.behind);
  const left = placeOf(a);
  const right = placeOf(b);
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}

const later = (a: Edge, b: Edge) => (compareEdges(a, b) >= 0 ? a : b);
const earlier = (a: Edge, b: Edge) => (compareEdges(a, b) <= 0 ? a : b);
const isEmpty = ({ low, high }: Interval) => compareEdges(low, high) >= 0;

export function union(...sets: readonly IntervalSet[]): IntervalSet {
  const sorted = sets.flat().sort((a, b) => compareEdges(a.low, b.low) || compareEdges(a.high, b.high));
  const joined: Interval[] = [];
  for (const interval of sorted) {
    const last = joined[joined.length - 1];
    if (last && compareEdges(interval.low, last.high) <= 0 && !(last.isPoint && interval.isPoint)) {
      joined[joined.length - 1] = { low: last.low, high: later(last.high, interval.high) };
    } else if (!last || compareEdges(interval.high, last.high) > 0) joined.push(interval);
  }
  return joined;
}

export function intersection(a: IntervalSet, b: IntervalSet): IntervalSet {
  const shared: Interval[] = [];
  for (const one of a) {
    for (const other of b) {
      const both = { low: later(one.low, other.low), high: earlier(one.high, other.high) };
      if (!isEmpty(both)) shared.push(one.isPoint ? one : other.isPoint ? other : both);
    }
  }
  return shared;
}

export function complement(set: IntervalSet): IntervalSet {
  const gaps: Interval[] = [];
  let from = lowest;
  for (const { low, high } of set) {
    if (compareEdges(from, low) < 0) gaps.push({ low: from, high: low });
    from = high;
  }
  if (compareEdges(from, highest) < 0) gaps.push({ low: from, high: highest });
  return gaps;
}

/** Is this value's place in the set? */
export function contains(set: IntervalSet, value: unknown): boolean {
  const place = before(value);
  return set.some(({ low, high }) => compareEdges(low, place) <= 0 && compareEdges(place, high) < 0);
}

export const shownInterval = ({ low, high }: Interval) =>
  `${low.behind ? '(' : '['}${low.text}, ${high.text}${high.behind ? ']' : ')'}`;
