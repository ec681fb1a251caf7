import { requestFailed } from '../refusals';
import { compareValues, sameValue } from '../values/compare';
import { Kind, kindOf } from '../values/kind';
import type { ValueTest } from './predicate';

/** $eq: null also means missing; a regular expression only equals itself. */
export function equalTo(operand: unknown): ValueTest {
  if (operand == null) return (value) => value == null;
  if (typeof operand !== 'object') return (value) => value === operand || (value !== value && operand !== operand);
  return (value) => sameValue(value, operand);
}

/** Comparison stays within one kind: a number is never greater than a string. */
function ordered(operand: unknown, accepts: (difference: number) => boolean): ValueTest {
  if (operand instanceof RegExp) throw requestFailed("Can't have RegEx as arg to predicate over field");
  const kind = kindOf(operand);
  if (kind === Kind.number) return orderedNumber(Number(operand), accepts);
  return (value) => kindOf(value) === kind && accepts(compareValues(value, operand));
}

/** NaN is on neither side of a number. */
function orderedNumber(operand: number, accepts: (difference: number) => boolean): ValueTest {
  if (Number.isNaN(operand)) return (value) => Number.isNaN(value) && accepts(0);
  return (value) => typeof value === 'number' && value === value && accepts(value - operand || 0);
}

export const greaterThan = (operand: unknown) => ordered(operand, (difference) => difference > 0);
export const atLeast = (operand: unknown) => ordered(operand, (difference) => difference >= 0);
export const lessThan = (operand: unknown) => ordered(operand, (difference) => difference < 0);
export const atMost = (operand: unknown) => ordered(operand, (difference) => difference <= 0);

/** $in: scalars through a set, the rest one by one; regular expressions match text. */
export function oneOf(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed('$in needs an array');
  const scalars = new Set<unknown>();
  const others: ValueTest[] = [];
  for (const member of operand as unknown[]) {
    if (member === null || member === undefined) others.push((value) => value == null);
    else if (member instanceof RegExp) others.push((value) => typeof value === 'string' && member.test(value));
    else if (typeof member === 'object') others.push(equalTo(member));
    else scalars.add(member);
  }
  return (value) => scalars.has(value) || others.some((test) => test(value));
}
