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
    const inner = Object.hasOwn(doc, name) && isPlainObject(doc[name]) ? doc[name] : {};
    copy[name] = withNested(inner, names, value, at + 1);
  } else if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

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
