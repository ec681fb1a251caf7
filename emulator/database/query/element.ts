import { requestFailed } from '../refusals';
import { typeName } from '../values/typeName';
import type { ValueTest } from './predicate';

/** Aliases and numbers of https://www.mongodb.com/docs/v4.4/reference/operator/query/type/ */
const aliases: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};
const aliasOf = new Map(Object.entries(aliases).map(([alias, number]) => [number, alias]));
const numbers = ['int', 'long', 'double', 'decimal'];

function aliasNamed(type: unknown): string {
  if (typeof type === 'string') {
    if (type !== 'number' && !Object.hasOwn(aliases, type)) throw requestFailed(`Unknown type name alias: ${type}`);
    return type;
  }
  if (typeof type !== 'number') throw requestFailed('type must be represented as a number or a string');
  const alias = aliasOf.get(type);
  if (alias === undefined) throw requestFailed(`Invalid numerical type code: ${type}`);
  return alias;
}

/** $type by alias or number, or a list of them; types that are never stored here match nothing. */
export function ofType(operand: unknown, name = '$type'): ValueTest {
  const wanted = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (wanted.length === 0) throw requestFailed(`${name} must match at least one type`);
  const names = new Set(wanted.map(aliasNamed).flatMap((alias) => (alias === 'number' ? numbers : [alias])));
  return (value) => names.has(typeName(value));
}
