import type { Doc } from '../../engine';
import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import type { ValueTest } from '../predicate';

/**
 * One keyword of a schema: makes its test from its argument and the schema around it. A keyword about one kind of
 * value lets every other kind pass, and a field that is missing.
 */
export type Keyword = (operand: unknown, schema: Doc, compile: (schema: Doc) => ValueTest) => ValueTest;

export const refused = (keyword: string, text: string) => requestFailed(`$jsonSchema keyword '${keyword}' ${text}`);

export function objectOf(operand: unknown, keyword: string): Doc {
  if (!isPlainObject(operand)) throw refused(keyword, 'must be an object');
  return operand;
}

export function arrayOf(operand: unknown, keyword: string): readonly unknown[] {
  if (!Array.isArray(operand)) throw refused(keyword, 'must be an array');
  return operand as unknown[];
}

/** A list of names, each once. */
export function namesOf(operand: unknown, keyword: string): readonly string[] {
  const names = arrayOf(operand, keyword);
  if (names.length === 0) throw refused(keyword, 'cannot be an empty array');
  if (!names.every((name) => typeof name === 'string')) throw refused(keyword, 'must be an array of strings');
  if (new Set(names).size < names.length) throw refused(keyword, 'array cannot contain duplicate values');
  return names;
}

export function countOf(operand: unknown, keyword: string): number {
  if (typeof operand !== 'number') throw requestFailed(`Expected a number in: ${keyword}: ${String(operand)}`);
  if (!Number.isInteger(operand)) throw requestFailed(`Expected an integer: ${keyword}: ${operand}`);
  if (operand < 0) throw requestFailed(`Expected a positive number in: ${keyword}: ${operand}`);
  return operand;
}
