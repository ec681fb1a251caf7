import type { Doc } from '../engine';
import { anyValueAt, fieldOf, type LeafVisit, splitPath } from '../values/path';

export type Predicate = (doc: Doc) => boolean;

/** A test of one value that a path reaches (undefined when the field is missing). */
export type ValueTest = (value: unknown) => boolean;

/** True when the value at `path`, or any element of an array there, passes. */
export function anyAt(path: string, test: ValueTest): Predicate {
  const orElement: LeafVisit = (value, named) => {
    if (!named && Array.isArray(value)) for (const element of value as unknown[]) if (test(element)) return true;
    return test(value);
  };
  return reaching(path, orElement);
}

/** True when a value at `path` itself passes; an array is taken as a whole. */
export const leafAt = (path: string, test: ValueTest): Predicate => reaching(path, (value) => test(value));

/** Names an element itself, which no stored field's name can: an array there is taken as a whole, nothing is entered. */
export const elementItself = '\u0000';

function reaching(path: string, visit: LeafVisit): Predicate {
  if (path === elementItself) return (doc) => visit(doc[elementItself], true);
  if (!path.includes('.')) return (doc) => visit(fieldOf(doc, path), false);
  const parts = splitPath(path);
  return (doc) => anyValueAt(doc, parts, visit);
}
