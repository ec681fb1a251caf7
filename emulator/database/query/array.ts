import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { Doc } from '../engine';
import { equalTo } from './comparison';
import { matchesRegex } from './evaluation';
import type { Predicate, ValueTest } from './predicate';

/** $size looks at the array itself. */
export function ofSize(operand: unknown): ValueTest {
  if (typeof operand !== 'number' || !Number.isInteger(operand) || operand < 0) {
    throw requestFailed('$size must be a whole number');
  }
  return (value) => Array.isArray(value) && value.length === operand;
}

/** $elemMatch with a query on the elements that are documents (or arrays, whose offsets are their fields). */
export const elementMatching =
  (predicate: Predicate): ValueTest =>
  (value) =>
    Array.isArray(value) &&
    value.some((element) => (isPlainObject(element) || Array.isArray(element)) && predicate(element as Doc));

/** $elemMatch with operators: one element passes all of them. */
export const elementPassing =
  (test: ValueTest): ValueTest =>
  (value) =>
    Array.isArray(value) && value.some(test);

/** One member of $all that is a value. */
export const containing = (member: unknown): ValueTest =>
  member instanceof RegExp ? matchesRegex(member) : equalTo(member);
