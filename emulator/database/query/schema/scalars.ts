import type { Doc } from '../../engine';
import { patternOf } from '../../values/pattern';
import type { ValueTest } from '../predicate';
import { countOf, type Keyword, refused } from './keyword';

/** Keywords about numbers and texts. */

const onNumbers =
  (test: (value: number) => boolean): ValueTest =>
  (value) =>
    typeof value !== 'number' || test(value);

function numberOf(operand: unknown, keyword: string): number {
  if (typeof operand !== 'number') throw refused(keyword, 'must be a number');
  return operand;
}

function isExclusive(schema: Doc, keyword: string): boolean {
  const flag = schema[keyword];
  if (flag !== undefined && typeof flag !== 'boolean') throw refused(keyword, 'must be a boolean');
  return flag === true;
}

export const maximum: Keyword = (operand, schema) => {
  const most = numberOf(operand, 'maximum');
  return isExclusive(schema, 'exclusiveMaximum')
    ? onNumbers((value) => value < most)
    : onNumbers((value) => value <= most);
};

export const minimum: Keyword = (operand, schema) => {
  const least = numberOf(operand, 'minimum');
  return isExclusive(schema, 'exclusiveMinimum')
    ? onNumbers((value) => value > least)
    : onNumbers((value) => value >= least);
};

/** `exclusiveMaximum` only says how `maximum` is meant. */
export const exclusive =
  (keyword: string, of: string): Keyword =>
  (_operand, schema) => {
    if (schema[of] === undefined) throw refused(of, `must be a present if ${keyword} is present`);
    return () => true;
  };

/** Decimal fractions are no binary fractions: 0.3 is a multiple of 0.1 all the same. */
function isMultiple(value: number, divisor: number): boolean {
  if (!Number.isFinite(value)) return false;
  const times = value / divisor;
  return Math.abs(times - Math.round(times)) <= Number.EPSILON * 4 * Math.max(1, Math.abs(times));
}

export const multipleOf: Keyword = (operand) => {
  const divisor = numberOf(operand, 'multipleOf');
  if (!(divisor > 0)) throw refused('multipleOf', 'must have a positive value');
  return onNumbers((value) => isMultiple(value, divisor));
};

/** Lengths count characters, not UTF-16 units. */
const lengthOf = (text: string) => [...text].length;

export const maxLength: Keyword = (operand) => {
  const most = countOf(operand, 'maxLength');
  return (value) => typeof value !== 'string' || lengthOf(value) <= most;
};

export const minLength: Keyword = (operand) => {
  const least = countOf(operand, 'minLength');
  return (value) => typeof value !== 'string' || lengthOf(value) >= least;
};

export const pattern: Keyword = (operand) => {
  if (typeof operand !== 'string') throw refused('pattern', 'must be a string');
  const regex = patternOf(operand);
  return (value) => typeof value !== 'string' || regex.test(value);
};
