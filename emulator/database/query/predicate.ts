import type { Doc } from '../engine';
import { anyValueAt, fieldOf, type LeafVisit, splitPath } from '../values/path';

export type Predicate = (doc: Doc) => boolean;

/** A test of one value that a path reaches (undefined when the field is missing). */
export type ValueTest = (value: unknown) => boolean;

/** True when the value at `path`, or any element of an array there, passes. */
export function anyAt(path: string, test: ValueTest): Predicate {
  const orElement = (value: unknown): boolean => {
    if (Array.isArray(value)) for (const element of value as unknown[]) if (test(element)) return true;
    return test(value);
  };
  if (isOwnName(path)) return (doc) => orElement(doc[path]);
  return reaching(path, (value, named) => (named ? test(value) : orElement(value)));
}

/** True when a value at `path` itself passes; an array is taken as a whole. */
export const leafAt = (path: string, test: ValueTest): Predicate =>
  isOwnName(path) ? (doc) => test(doc[path]) : reaching(path, (value) => test(value));

/** Names an element itself, which no stored field's name can: an array there is taken as a whole, nothing is entered. */
export const elementItself = '\u0000';

/** The name of one field that only the document itself can have: most are, and then nothing else need be asked. */
const isOwnName = (path: string) => path !== elementItself && !path.includes('.') && !(path in Object.prototype);

function reaching(path: string, visit: LeafVisit): Predicate {
  if (path === elementItself) return (doc) => visit(doc[elementItself], true);
  if (!path.includes('.')) return (doc) => visit(fieldOf(doc, path), false);
  const parts = splitPath(path);
  return (doc) => anyValueAt(doc, parts, visit);
}
