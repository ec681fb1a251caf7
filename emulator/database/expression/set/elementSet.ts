import { requestFailed } from '../../refusals';
import { compareValues } from '../../values/compare';
import { encodeKey } from '../../values/orderKey';

/** The elements of an array without repetitions, by a key that is the same for equal values. */
export type ElementSet = ReadonlyMap<string, unknown>;

export function elementSet(...arrays: readonly (readonly unknown[])[]): ElementSet {
  const set = new Map<string, unknown>();
  for (const array of arrays) {
    for (const element of array) {
      const key = encodeKey(element);
      if (!set.has(key)) set.set(key, element);
    }
  }
  return set;
}

/** The manual leaves the order of sets open; here it is MongoDB's order of values. */
export const ordered = (elements: Iterable<unknown>): unknown[] => [...elements].sort(compareValues);

export function setArray(value: unknown, complaint: () => string): readonly unknown[] {
  if (!Array.isArray(value)) throw requestFailed(complaint());
  return value as unknown[];
}
