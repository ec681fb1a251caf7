import { requestFailed } from '../refusals';
import { compareValues, sameValue } from '../values/compare';
import { isPlainObject, Kind, kindOf } from '../values/kind';
import { hasOperators } from './compile';
import { matchesRegex } from './evaluation';
import type { ValueTest } from './predicate';

/** $eq: null also means missing; a regular expression only equals itself. */
export function equalTo(operand: unknown): ValueTest {
  if (operand == null) return (value) => value == null;
  if (typeof operand !== 'object') return (value) => value === operand || (value !== value && operand !== operand);
  return (value) => typeof value === 'object' && value !== null && sameValue(value, operand);
}

export function notEqualTo(operand: unknown): ValueTest {
  if (operand instanceof RegExp) throw requestFailed("Can't have regex as arg to $ne.");
  return equalTo(operand);
}

/** Comparison stays within one kind: a number is never greater than a string. */
function ordered(operand: unknown, path: string, accepts: (difference: number) => boolean): ValueTest {
  if (operand instanceof RegExp) throw requestFailed(`Can't have RegEx as arg to predicate over field '${path}'.`);
  const kind = kindOf(operand);
  if (kind === Kind.number) return orderedNumber(Number(operand), accepts);
  return (value) => kindOf(value) === kind && accepts(compareValues(value, operand));
}

/** NaN is on neither side of a number. */
function orderedNumber(operand: number, accepts: (difference: number) => boolean): ValueTest {
  if (Number.isNaN(operand)) return (value) => Number.isNaN(value) && accepts(0);
  return (value) => typeof value === 'number' && value === value && accepts(value - operand || 0);
}

export const greaterThan = (operand: unknown, path: string) => ordered(operand, path, (difference) => difference > 0);
export const atLeast = (operand: unknown, path: string) => ordered(operand, path, (difference) => difference >= 0);
export const lessThan = (operand: unknown, path: string) => ordered(operand, path, (difference) => difference < 0);
export const atMost = (operand: unknown, path: string) => ordered(operand, path, (difference) => difference <= 0);

/** $in: scalars through a set, the rest one by one; regular expressions match text. */
export function oneOf(operand: unknown, name = '$in'): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed(`${name} needs an array`);
  const scalars = new Set<unknown>();
  const others: ValueTest[] = [];
  for (const member of operand as unknown[]) {
    if (isPlainObject(member) && hasOperators(member)) throw requestFailed('cannot nest $ under $in');
    if (member === null || member === undefined) others.push((value) => value == null);
    else if (member instanceof RegExp) others.push(matchesRegex(member));
    else if (typeof member === 'object') others.push(equalTo(member));
    else scalars.add(member);
  }
  return (value) => scalars.has(value) || others.some((test) => test(value));
}
