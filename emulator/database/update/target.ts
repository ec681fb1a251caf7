import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { isArrayOffset } from '../values/path';
import { shownField } from '../values/shown';

type Container = Doc | unknown[];

/** The place a dotted path names inside a document that is being changed. */
export interface Target {
  get(): unknown;
  set(value: unknown): void;
  remove(): void;
}

/** MongoDB's own bound for filling up an array with nulls. */
const maxPadding = 1_500_000;

const isContainer = (value: unknown): value is Container => Array.isArray(value) || isPlainObject(value);

function child(container: Container, part: string): unknown {
  return Array.isArray(container)
    ? container[Number(part)]
    : Object.hasOwn(container, part)
      ? container[part]
      : undefined;
}

function put(container: Container, part: string, value: unknown): void {
  if (!Array.isArray(container)) {
    container[part] = value;
    return;
  }
  const offset = Number(part);
  if (offset - container.length > maxPadding) {
    throw requestFailed(`can't backfill more than ${maxPadding} elements`);
  }
  while (container.length < offset) container.push(null);
  container[offset] = value;
}

function targetIn(container: Container, part: string): Target {
  return {
    get: () => child(container, part),
    set: (value) => put(container, part, value),
    remove: () => {
      if (!Array.isArray(container)) delete container[part];
      else if (Number(part) < container.length) container[Number(part)] = null; // $unset leaves a hole
    },
  };
}

const cannotCreate = (part: string, parent: string, value: unknown) =>
  requestFailed(`Cannot create field '${part}' in element {${shownField(parent, value)}}`);

/** Finds the place; with `create` the documents on the way are made, without it undefined means there is none. */
export function locate(doc: Doc, path: string, create: boolean): Target | undefined {
  const parts = path.split('.');
  let container: Container = doc;
  for (const [i, part] of parts.entries()) {
    if (Array.isArray(container) && !isArrayOffset(part)) {
      if (create) throw cannotCreate(part, parts[i - 1] ?? '', container);
      return undefined;
    }
    if (i === parts.length - 1) return targetIn(container, part);
    let next = child(container, part);
    if (next === undefined && create) put(container, part, (next = {}));
    if (!isContainer(next)) {
      if (create) throw cannotCreate(parts[i + 1] ?? '', part, next);
      return undefined;
    }
    container = next;
  }
  return undefined;
}

/** The same where the place is made when it is missing. */
export const reach = (doc: Doc, path: string): Target => locate(doc, path, true) as Target;

/** Has the path a value? Asked before anything is made on the way. */
export const valueAt = (doc: Doc, path: string): unknown => locate(doc, path, false)?.get();
