import type { OrderedIndex } from '../index/orderedIndex';
import type { Bound } from './bounds';
import type { Conditions } from './conditions';
import { contains, intersection, type IntervalSet } from './interval';

/** Which part of one field of an index is read. */
export interface FieldSet {
  readonly set: IntervalSet;
  /** Its conditions say no more than the set does. */
  readonly isExact: boolean;
}

/** Single values narrow most, then closed intervals, then the rest. */
function width({ set }: Bound): number {
  let sum = 0;
  for (const { isPoint, low, high } of set) {
    sum += isPoint ? 1 : low.text === 'MinKey' || high.text === 'MaxKey' ? 1e6 : 1e4;
  }
  return sum;
}

/** Several values in one field may meet its conditions separately, so only one of them may narrow the field. */
function chosen(bounds: readonly Bound[], isMultikey: boolean): Bound | undefined {
  const [first] = bounds;
  if (!first || bounds.length === 1) return first;
  if (isMultikey) {
    return { ...bounds.reduce((best, bound) => (width(bound) < width(best) ? bound : best)), isExact: false };
  }
  return {
    set: bounds.reduce<IntervalSet>((all, { set }) => intersection(all, set), first.set),
    isExact: bounds.every(({ isExact }) => isExact),
  };
}

interface Elements {
  /** Has a field below this root several values? */
  isSpread: boolean;
  group: object | undefined;
}

/**
 * The sets of an index's leading fields. Fields below one list may only be narrowed together when a single element
 * must fulfil all conditions ($elemMatch): otherwise another element may fulfil the second one.
 */
export function fieldSets(index: OrderedIndex, conditions: Conditions): FieldSet[] {
  const sets: FieldSet[] = [];
  const byRoot = new Map<string, Elements>();
  for (const [position, { path, parts }] of index.fields.entries()) {
    const found = conditions.get(path);
    if (!found || found.bounds.length === 0) break;
    const isMultikey = index.isMultikeyAt(position);
    const root = parts[0] as string;
    const earlier = byRoot.get(root);
    const usable =
      earlier?.isSpread && isMultikey ? found.bounds.filter(({ group }) => isSame(group, earlier)) : found.bounds;
    const bound = chosen(usable, isMultikey);
    if (!bound) break;
    byRoot.set(root, { isSpread: isMultikey || (earlier?.isSpread ?? false), group: bound.group });
    sets.push({ set: bound.set, isExact: bound.isExact && found.bounds.length === found.asked });
    if (bound.set.some(({ isPoint }) => !isPoint)) break;
  }
  return sets;
}

const isSame = (group: object | undefined, { group: other }: Elements) => group !== undefined && group === other;

/** May a sparse index answer? Only when no document that it leaves out can match. */
export function coversMissing(index: OrderedIndex, conditions: Conditions): boolean {
  if (!index.spec.sparse) return true;
  return index.fields.some(({ path }) =>
    conditions.get(path)?.bounds.some(({ set, needsField }) => needsField ?? !contains(set, null)),
  );
}
