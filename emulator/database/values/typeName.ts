import { Kind, kindOf } from './kind';

const int32Max = 0x7fffffff;

/** Numbers have no stored width here: it is read off the value, as the SDK sends it. */
function numberType(value: number): 'int' | 'long' | 'double' {
  if (!Number.isInteger(value) || Object.is(value, -0) || Math.abs(value) >= 2 ** 63) return 'double';
  return value <= int32Max && value >= -int32Max - 1 ? 'int' : 'long';
}

const names: Partial<Record<Kind, string>> = {
  [Kind.null]: 'null',
  [Kind.string]: 'string',
  [Kind.object]: 'object',
  [Kind.array]: 'array',
  [Kind.boolean]: 'bool',
  [Kind.date]: 'date',
  [Kind.regex]: 'regex',
};

/** MongoDB's name of a value's type: https://www.mongodb.com/docs/v4.4/reference/bson-types/ */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'number' ? numberType(value) : (names[kindOf(value)] ?? 'missing');
}
