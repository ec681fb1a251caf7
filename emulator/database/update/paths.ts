import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { shownField } from '../values/shown';
import { valueAt } from './target';

/** Paths of updates: what they may be, and what `$` and `$[]` in them stand for. */

const isFilter = (part: string) => part.startsWith('$[') && part.endsWith(']');
const isPositional = (part: string) => part === '$' || isFilter(part);

export const isDynamic = (path: string) => path.includes('$') && path.split('.').some(isPositional);

function assertPart(part: string, path: string): void {
  if (part === '') {
    throw requestFailed(`The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (part === '__proto__') throw requestFailed("field name '__proto__' is not allowed");
  if (isFilter(part) && part !== '$[]') {
    throw requestFailed(`No array filter found for identifier '${part.slice(2, -1)}' in path '${path}'`);
  }
  if (part.startsWith('$') && !isPositional(part)) {
    throw requestFailed(`The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
  }
}

/** Refuses what no update can reach. */
export function assertUpdatable(path: string): void {
  if (path === '') throw requestFailed('An empty update path is not valid.');
  const parts = path.split('.');
  for (const part of parts) assertPart(part, path);
  const first = parts[0] as string;
  if (first === '$') {
    throw requestFailed(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  }
  if (isFilter(first)) {
    throw requestFailed(
      `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
    );
  }
  if (parts.filter((part) => part === '$').length > 1) {
    throw requestFailed(`Too many positional (i.e. '$') elements found in path '${path}'`);
  }
}

function offsetsOf(doc: Doc, path: string): string[] {
  const value = valueAt(doc, path);
  if (value === undefined) {
    throw requestFailed(`The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(value)) {
    const name = path.slice(path.lastIndexOf('.') + 1);
    throw requestFailed(`Cannot apply array updates to non-array element ${shownField(name, value)}`);
  }
  return value.map((_, offset) => String(offset));
}

/** The places a path with `$` and `$[]` means in this document. `offset` is the element the query matched. */
export function placesOf(doc: Doc, path: string, offset: () => number | undefined): string[] {
  let places = [''];
  for (const part of path.split('.')) {
    places = places.flatMap((place) => {
      const join = (name: string) => (place === '' ? name : `${place}.${name}`);
      if (part === '$[]') return offsetsOf(doc, place).map(join);
      if (part !== '$') return [join(part)];
      const matched = offset();
      if (matched === undefined) {
        throw requestFailed('The positional operator did not find the match needed from the query.');
      }
      return [join(String(matched))];
    });
  }
  return places;
}

/** Two operators on one place, or on a place and a part of it, have no defined order. */
export class Conflicts {
  private readonly whole = new Set<string>();
  private readonly above = new Set<string>();

  /** Where the path meets one that was added before; adds it otherwise. */
  add(path: string): string | undefined {
    const prefixes = path.includes('.') ? [...path.matchAll(/\./g)].map(({ index }) => path.slice(0, index)) : [];
    const met = [...prefixes, path].find((prefix) => this.whole.has(prefix));
    if (met !== undefined) return met;
    if (this.above.has(path)) return path;
    this.whole.add(path);
    for (const prefix of prefixes) this.above.add(prefix);
    return undefined;
  }
}
