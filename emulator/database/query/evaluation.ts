import { requestFailed } from '../refusals';
import type { ValueTest } from './predicate';

/** $mod: the remainder of the number cut to an integer. */
export function modulo(operand: unknown): ValueTest {
  const [divisor, remainder] = Array.isArray(operand)
    ? (operand as unknown[]).map((part) => Math.trunc(Number(part)))
    : [];
  if (divisor === undefined || remainder === undefined || (operand as unknown[]).length !== 2) {
    throw requestFailed('malformed mod, needs to be an array of two numbers');
  }
  if (Number.isNaN(divisor) || Number.isNaN(remainder)) throw requestFailed('malformed mod, divisor not a number');
  if (divisor === 0) throw requestFailed('divisor cannot be 0');
  return (value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder;
}

/** Options as PCRE letters; `g` and `y` of JavaScript would make a test remember where it stopped. */
export function regexOf(pattern: unknown, options: unknown): RegExp {
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  if (typeof source !== 'string') throw requestFailed('$regex has to be a string');
  const letters = options === undefined ? (pattern instanceof RegExp ? pattern.flags : '') : String(options);
  const flags = [...new Set(letters.replace(/[gy]/g, ''))].join('');
  if (/[^imsu]/.test(flags)) throw requestFailed(`invalid flag in regex options: ${letters}`);
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    throw requestFailed(`Regular expression is invalid: ${(cause as Error).message}`);
  }
}

export function matchesRegex(regex: RegExp): ValueTest {
  const safe = regexOf(regex, undefined);
  return (value) => typeof value === 'string' && safe.test(value);
}
