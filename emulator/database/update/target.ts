import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';

type Container = Doc | unknown[];

/** The place a dotted path names inside a document that is being changed. */
export interface Target {
  get(): unknown;
  set(value: unknown): void;
  remove(): void;
}

/** MongoDB pads with null up to a far offset too, but a slip of the pen should not fill the memory. */
const maxPadding = 10_000;

const isOffset = (part: string) => /^(0|[1-9]\d*)$/.test(part);

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
  if (offset - container.length > maxPadding) throw requestFailed(`can't backfill array to larger than ${maxPadding}`);
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
  requestFailed(`Cannot create field '${part}' in element {${parent}: ${JSON.stringify(value)}}`);

/** Finds the place; with `create` the documents on the way are made, without it undefined means there is none. */
export function locate(doc: Doc, path: string, create: boolean): Target | undefined {
  const parts = path.split('.');
  let container: Container = doc;
  for (const [i, part] of parts.entries()) {
    if (part === '')
      throw requestFailed(`The update path '${path}' contains an empty field name, which is not allowed.`);
    if (part === '__proto__') throw requestFailed("field name '__proto__' is not allowed");
    if (part.startsWith('$')) throw requestFailed(`positional update is not supported by this engine: ${path}`);
    if (Array.isArray(container) && !isOffset(part)) {
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
