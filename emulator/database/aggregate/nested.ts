import type { Doc } from '../engine';
import { isPlainObject } from '../values/kind';
import { anyValueAt } from '../values/path';

/** The value at a path that leads through objects only; an array on the way ends it. */
export function nestedValue(doc: unknown, names: readonly string[]): unknown {
  let value = doc;
  for (const name of names) {
    if (!isPlainObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** A copy with one path replaced, undefined removes it. Only objects on the way are copied; others give way to them. */
export function withNested(doc: Doc, names: readonly string[], value: unknown, at = 0): Doc {
  const name = names[at] as string;
  const copy = { ...doc };
  if (at < names.length - 1) {
    copy[name] = withNested(innerOf(doc, name), names, value, at + 1);
  } else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

/** The same with a document that is nobody else's: it is changed itself, what it shares with others is copied on the way. */
export function putNested(doc: Doc, names: readonly string[], value: unknown): Doc {
  const [name, ...inner] = names as [string, ...string[]];
  if (inner.length > 0) doc[name] = withNested(innerOf(doc, name), inner, value);
  else if (value === undefined) delete doc[name];
  else doc[name] = value;
  return doc;
}

const innerOf = (doc: Doc, name: string): Doc =>
  Object.hasOwn(doc, name) && isPlainObject(doc[name]) ? doc[name] : {};

/** All values a path reaches, through arrays and into a last one; a missing field and an empty array give none. */
export function allValuesAt(doc: Doc, names: readonly string[]): unknown[] {
  const values: unknown[] = [];
  anyValueAt(doc, names, (leaf) => {
    if (Array.isArray(leaf)) values.push(...(leaf as unknown[]));
    else if (leaf !== undefined) values.push(leaf);
    return false;
  });
  return values;
}
