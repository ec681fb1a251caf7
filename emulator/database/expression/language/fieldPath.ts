import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import type { Expression } from '../expression';
import type { Compiler } from './operator';

/** Refuses what cannot be the name of a field in a path or an object literal. */
export function assertFieldName(name: string): void {
  if (name === '') throw requestFailed('FieldPath field names may not be empty strings.');
  if (name.startsWith('$')) throw requestFailed("FieldPath field names may not start with '$'.");
  if (name.includes('\0')) throw requestFailed("FieldPath field names may not contain '\\0'.");
  if (name.includes('.')) throw requestFailed("FieldPath field names may not contain '.'.");
  if (name === '__proto__') throw requestFailed("field name '__proto__' is not allowed");
}

/** The names of a dotted path. */
export function fieldNames(path: string): string[] {
  if (path === '') throw requestFailed('FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) throw requestFailed("FieldPath must not end with a '.'.");
  const names = path.split('.');
  names.forEach(assertFieldName);
  return names;
}

/** Names such as `constructor` exist on every JavaScript object: they count only where the document has them. */
const read = (value: Record<string, unknown>, name: string): unknown =>
  name in Object.prototype && !Object.hasOwn(value, name) ? undefined : value[name];

/**
 * Arrays of objects on the way are mapped, leaving out elements without the field and arrays inside the array.
 * Numbers in paths are names, not positions.
 */
function follow(value: unknown, names: readonly string[], at: number): unknown {
  if (at === names.length) return value;
  if (isPlainObject(value)) return follow(read(value, names[at] as string), names, at + 1);
  if (!Array.isArray(value)) return undefined;
  const found: unknown[] = [];
  for (const element of value as unknown[]) {
    const part = isPlainObject(element) ? follow(element, names, at) : undefined;
    if (part !== undefined) found.push(part);
  }
  return found;
}

/** What a dotted path reaches from the value of an expression. */
export const pathOf = (from: Expression, names: readonly string[]): Expression =>
  names.length === 0 ? from : (scope) => follow(from(scope), names, 0);

/** `$field.inner`: read from the document, or from `$$CURRENT` where that is bound to something else. */
export function fieldPath(path: string, compiler: Compiler): Expression {
  const names = fieldNames(path);
  if (compiler.declares('CURRENT')) return pathOf((scope) => scope.variables.CURRENT, names);
  const [name] = names as [string];
  if (names.length > 1 || name in Object.prototype) return pathOf((scope) => scope.root, names);
  return ({ root }) => (isPlainObject(root) ? root[name] : follow(root, names, 0));
}
