import type { OrderedIndex } from '../index/orderedIndex';
import type { Arrival, Order } from './access';
import type { FieldSet } from './fieldSets';

/** How an index is read so that its documents come in a wanted order. */
export interface Reading {
  readonly arrival: Arrival;
  readonly backwards: boolean;
  /** The runs must be merged by what stands behind their first fields. */
  readonly isMerged: boolean;
}

const maxMerged = 100;
const unordered: Reading = { arrival: 'none', backwards: false, isMerged: false };

const isFixed = (field: FieldSet | undefined) => field?.set.length === 1 && field.set[0]?.isPoint === true;

/** A document with several values sorts by its first one on the way: that one must be read, and belong to one field. */
const sortsByExtremes = (index: OrderedIndex, position: number, sets: readonly FieldSet[]) =>
  !index.isMultikeyAt(position) || (position >= sets.length && !index.isMultikeyTwice);

/** Fields with a single value order nothing; behind them the index's own order must be the wanted one, either way. */
function readFrom(index: OrderedIndex, sets: readonly FieldSet[], start: number, order: Order): Reading {
  let position = start;
  let backwards: boolean | undefined;
  const skipFixed = () => {
    while (position < sets.length && isFixed(sets[position])) position += 1;
  };
  for (const [path, direction] of order) {
    skipFixed();
    const field = index.fields[position];
    if (field?.path !== path) {
      const at = index.fields.findIndex((own) => own.path === path);
      if (at >= 0 && isFixed(sets[at]) && !index.isMultikeyAt(at)) continue;
      return unordered;
    }
    if (!sortsByExtremes(index, position, sets)) return unordered;
    const reversed = field.descending !== (direction === -1);
    if (backwards !== undefined && backwards !== reversed) return unordered;
    backwards = reversed;
    position += 1;
  }
  skipFixed();
  const arrival = position >= index.fields.length ? 'complete' : 'ties';
  return { arrival, backwards: backwards ?? false, isMerged: start > 0 };
}

/** Read one run after the other if that gives the order, else merged over several values of the first fields. */
export function readingOf(index: OrderedIndex, sets: readonly FieldSet[], order: Order | undefined): Reading {
  if (!order || order.length === 0) return { ...unordered, arrival: 'complete' };
  const chained = readFrom(index, sets, 0, order);
  if (chained.arrival !== 'none') return chained;
  let start = 0;
  let runs = 1;
  while (sets[start]?.set.every(({ isPoint }) => isPoint)) {
    runs *= sets[start]?.set.length as number;
    start += 1;
  }
  return start === 0 || runs > maxMerged || start < sets.length ? chained : readFrom(index, sets, start, order);
}
