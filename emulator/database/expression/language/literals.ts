import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { constant, constantOf, isConstant } from './constant';
import { assertFieldName } from './fieldPath';
import type { Compiler } from './operator';

/** Writes one field of a new object; a missing value leaves the field out. */
export function putField(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') throw requestFailed("field name '__proto__' is not allowed");
  if (value !== undefined) object[name] = value;
}

/** `{ a: <expression>, b: <expression> }`: missing values leave their field out. */
export function objectLiteral(source: Record<string, unknown>, compiler: Compiler): Expression {
  const fields = Object.entries(source).map(([name, part]) => {
    assertFieldName(name);
    return { name, value: compiler.compile(part) };
  });
  const build: Expression = (scope) => {
    const object: Record<string, unknown> = {};
    for (const { name, value } of fields) putField(object, name, value(scope));
    return object;
  };
  if (!fields.every(({ value }) => isConstant(value))) return build;
  const object: Record<string, unknown> = {};
  for (const { name, value } of fields) putField(object, name, constantOf(value)?.value);
  return constant(object);
}

/** `[<expression>, …]`: a missing value stands in the array as null. */
export function arrayLiteral(source: readonly unknown[], compiler: Compiler): Expression {
  const elements = source.map((element) => compiler.compile(element));
  if (elements.every(isConstant)) return constant(elements.map((element) => constantOf(element)?.value ?? null));
  return (scope) => elements.map((element) => element(scope) ?? null);
}
