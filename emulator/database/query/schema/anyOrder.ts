import { compareValues, sameValue } from '../../values/compare';
import { isPlainObject } from '../../values/kind';
import { compareText } from '../../values/text';

/** The value with the fields of every document in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isPlainObject(value)) return value;
  const names = Object.keys(value).sort(compareText);
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

/** Schemas compare documents whatever order their fields are in. */
export const sameInAnyOrder = (a: unknown, b: unknown): boolean => sameValue(sorted(a), sorted(b));

export function hasRepeats(values: readonly unknown[]): boolean {
  const inOrder = values.map(sorted).sort(compareValues);
  return inOrder.some((value, i) => i > 0 && sameValue(value, inOrder[i - 1]));
}
