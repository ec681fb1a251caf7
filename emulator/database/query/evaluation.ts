import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { type Pattern, patternOf, patternOfRegExp } from '../values/pattern';
import type { ValueTest } from './predicate';

function wholePart(value: unknown, what: string): bigint {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw requestFailed(`malformed mod, ${what} not a number`);
  return BigInt(Math.trunc(value));
}

const fitsLong = (value: number) => value >= -(2 ** 63) && value < 2 ** 63;

/** $mod: the remainder of the number cut to an integer. https://www.mongodb.com/docs/v4.4/reference/operator/query/mod/ */
export function modulo(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed('malformed mod, needs to be an array');
  if (operand.length < 2) throw requestFailed('malformed mod, not enough elements');
  if (operand.length > 2) throw requestFailed('malformed mod, too many elements');
  const divisor = wholePart(operand[0], 'divisor');
  const remainder = wholePart(operand[1], 'remainder');
  if (divisor === 0n) throw requestFailed('divisor cannot be 0');
  return (value) => typeof value === 'number' && fitsLong(value) && BigInt(Math.trunc(value)) % divisor === remainder;
}

/** `{$regex, $options}` in either order; options may stand in one of the two places only. */
export function regexOf({ $regex, $options }: Doc): Pattern {
  if ($options !== undefined && typeof $options !== 'string') throw requestFailed('$options has to be a string');
  if (typeof $regex === 'string') return patternOf($regex, $options);
  if (!($regex instanceof RegExp)) throw requestFailed('$regex has to be a string');
  const pattern = patternOfRegExp($regex);
  if ($options === undefined) return pattern;
  if (pattern.options !== '') throw requestFailed('options set in both $regex and $options');
  return patternOf(pattern.pattern, $options);
}

export function matchesRegex(regex: RegExp): ValueTest {
  const pattern = patternOfRegExp(regex);
  return (value) => typeof value === 'string' && pattern.test(value);
}
