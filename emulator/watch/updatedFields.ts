/** What an update has changed, as `docChanges` tells it: dotted paths with their new values, and paths that are gone. */
import type { Doc } from '../database/engine';
import { sameValue } from '../database/values/compare';

export interface FieldChanges {
  readonly updated: Doc;
  readonly removed: readonly string[];
}

const isNested = (value: unknown): value is Doc =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

function collect(before: Doc, after: Doc, prefix: string, found: { updated: Doc; removed: string[] }): void {
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) found.removed.push(prefix + name);
  for (const [name, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (isNested(old) && isNested(value)) collect(old, value, `${prefix}${name}.`, found);
    else if (!Object.hasOwn(before, name) || !sameValue(old, value)) found.updated[prefix + name] = value;
  }
}

/** Lists are one value: they are told whole. */
export function fieldChanges(before: Doc, after: Doc): FieldChanges {
  const found = { updated: {} as Doc, removed: [] as string[] };
  collect(before, after, '', found);
  return found;
}
