import { requestFailed } from '../refusals';
import { Kind, kindOf } from '../values/kind';
import type { ValueTest } from './predicate';

const isInt32 = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff;
const isLong = (value: unknown) => Number.isInteger(value) && !isInt32(value);

/** By MongoDB's alias and number. Numbers have no stored width here: it is read off the value, as the SDK sends it. */
const byAlias: Record<string, ValueTest> = {
  double: (value) => typeof value === 'number' && !Number.isInteger(value),
  string: (value) => typeof value === 'string',
  object: (value) => kindOf(value) === Kind.object,
  array: Array.isArray,
  bool: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
  null: (value) => value === null,
  regex: () => false,
  int: isInt32,
  long: isLong,
  number: (value) => typeof value === 'number',
  objectId: () => false,
  decimal: () => false,
  binData: () => false,
  timestamp: () => false,
};

const aliasOf: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
};

export function ofType(operand: unknown): ValueTest {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((type: unknown) => {
    const test = byAlias[typeof type === 'number' ? (aliasOf[type] ?? '') : String(type)];
    if (!test) throw requestFailed(`Unknown type name alias: ${String(type)}`);
    return test;
  });
  return (value) => tests.some((test) => test(value));
}
