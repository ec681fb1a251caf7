import type { Doc } from '../engine';
import { anyValueAt, splitPath } from '../values/path';

export type Predicate = (doc: Doc) => boolean;

/** A test of one value that a path reaches (undefined when the field is missing). */
export type ValueTest = (value: unknown) => boolean;

/** True when the value at `path`, or any element of an array there, passes. */
export function anyAt(path: string, test: ValueTest): Predicate {
  const orElement: ValueTest = (value) => test(value) || (Array.isArray(value) && value.some(test));
  return leafAt(path, orElement);
}

/** True when a value at `path` itself passes; an array is taken as a whole. */
export function leafAt(path: string, test: ValueTest): Predicate {
  if (!path.includes('.')) return (doc) => test(doc[path]);
  const parts = splitPath(path);
  return (doc) => anyValueAt(doc, parts, test);
}
