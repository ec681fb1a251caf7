import type { Doc } from '../../engine';
import { requestFailed } from '../../refusals';
import { shown } from '../../values/shown';
import { ofType } from '../element';
import type { ValueTest } from '../predicate';
import { hasRepeats, sameInAnyOrder } from './anyOrder';
import { arrayOf, type Keyword, objectOf, refused } from './keyword';

/** Keywords about any value. */

const jsonTypes: Record<string, string> = {
  array: 'array',
  object: 'object',
  string: 'string',
  number: 'number',
  boolean: 'bool',
  null: 'null',
};

/** A type never speaks of a field that is missing. */
const whenPresent =
  (test: ValueTest): ValueTest =>
  (value) =>
    value === undefined || test(value);

function aliasesOf(operand: unknown, keyword: string): readonly string[] {
  const aliases = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (!aliases.every((alias) => typeof alias === 'string')) {
    throw refused(keyword, 'must be either a string or an array of strings');
  }
  if (aliases.length === 0) throw refused(keyword, 'must name at least one type');
  if (new Set(aliases).size < aliases.length) throw refused(keyword, 'has duplicate values');
  return aliases;
}

export const type: Keyword = (operand) => {
  const aliases = aliasesOf(operand, 'type').map((alias) => {
    if (alias === 'integer') throw requestFailed("$jsonSchema type 'integer' is not currently supported.");
    if (!Object.hasOwn(jsonTypes, alias)) throw requestFailed(`Unknown type name alias: ${alias}`);
    return jsonTypes[alias];
  });
  return whenPresent(ofType(aliases));
};

export const bsonType: Keyword = (operand, schema) => {
  if (schema.type !== undefined) {
    throw requestFailed("Cannot specify both $jsonSchema keywords 'type' and 'bsonType'");
  }
  return whenPresent(ofType(aliasesOf(operand, 'bsonType')));
};

export const oneOfValues: Keyword = (operand) => {
  const values = arrayOf(operand, 'enum');
  if (values.length === 0) throw refused('enum', 'cannot be an empty array');
  if (hasRepeats(values)) throw refused('enum', 'array cannot contain duplicate values.');
  return whenPresent((value) => values.some((allowed) => sameInAnyOrder(value, allowed)));
};

function testsOf(operand: unknown, keyword: string, compile: (schema: Doc) => ValueTest): ValueTest[] {
  const schemas = arrayOf(operand, keyword);
  if (schemas.length === 0) throw refused(keyword, 'must be a non-empty array');
  return schemas.map((schema) => compile(objectOf(schema, keyword)));
}

export const allOf: Keyword = (operand, _schema, compile) => {
  const tests = testsOf(operand, 'allOf', compile);
  return (value) => tests.every((test) => test(value));
};

export const anyOf: Keyword = (operand, _schema, compile) => {
  const tests = testsOf(operand, 'anyOf', compile);
  return (value) => tests.some((test) => test(value));
};

export const oneOf: Keyword = (operand, _schema, compile) => {
  const tests = testsOf(operand, 'oneOf', compile);
  return (value) => tests.filter((test) => test(value)).length === 1;
};

export const not: Keyword = (operand, _schema, compile) => {
  const test = compile(objectOf(operand, 'not'));
  return (value) => !test(value);
};

/** Words for people. */
export const words =
  (keyword: string): Keyword =>
  (operand) => {
    if (typeof operand !== 'string') throw refused(keyword, `must be of type string, not ${shown(operand)}`);
    return () => true;
  };

/** Keywords that MongoDB or the emulator does not carry out. */
export const unsupported =
  (keyword: string): Keyword =>
  () => {
    throw refused(keyword, 'is not currently supported');
  };
