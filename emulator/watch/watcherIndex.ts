/** Finds the watches that a change may concern without asking each of them: by a value that their query demands. */
import type { Change, Doc } from '../database/engine';
import { indexedValuesAt, splitPath } from '../database/values/path';

interface Demand {
  readonly path: string;
  readonly keys: readonly string[];
}

/** A value's place in the index; undefined for what equality means something else by (lists, patterns, null). */
function keyOf(value: unknown): string | undefined {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number') return `n${value}`;
  if (typeof value === 'boolean') return `b${value}`;
  return value instanceof Date ? `d${value.getTime()}` : undefined;
}

function keysOf(condition: unknown): string[] | undefined {
  const { $eq, $in } = (condition ?? {}) as { $eq?: unknown; $in?: unknown };
  const values = Array.isArray($in) ? ($in as unknown[]) : [$eq === undefined ? condition : $eq];
  const keys = values.map(keyOf);
  return keys.includes(undefined) ? undefined : (keys as string[]);
}

function demands(query: Doc): Demand[] {
  return Object.entries(query).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition)) return (condition as Doc[]).flatMap(demands);
    const keys = path.startsWith('$') ? undefined : keysOf(condition);
    return keys ? [{ path, keys }] : [];
  });
}

/** The `_id` if it is fixed, otherwise the field with the fewest values. */
function demandOf(query: Doc): Demand | undefined {
  const all = demands(query);
  const byCount = [...all].sort((a, b) => a.keys.length - b.keys.length);
  return all.find(({ path }) => path === '_id') ?? byCount[0];
}

interface Place<T> {
  readonly demand: Demand | undefined;
  readonly collection: CollectionWatchers<T>;
}

class CollectionWatchers<T> {
  /** Those whose query demands no value: every change concerns them. */
  readonly everything = new Set<T>();
  readonly byPath = new Map<string, Map<string, Set<T>>>();

  keysAt(path: string): Map<string, Set<T>> {
    let keys = this.byPath.get(path);
    if (!keys) this.byPath.set(path, (keys = new Map()));
    return keys;
  }
}

export class WatcherIndex<T> {
  private readonly collections = new Map<string, CollectionWatchers<T>>();
  private readonly places = new Map<T, Place<T>>();

  add(watcher: T, collectionName: string, query: Doc): void {
    let collection = this.collections.get(collectionName);
    if (!collection) this.collections.set(collectionName, (collection = new CollectionWatchers()));
    const demand = demandOf(query);
    this.places.set(watcher, { demand, collection });
    if (!demand) return void collection.everything.add(watcher);
    const keys = collection.keysAt(demand.path);
    for (const key of demand.keys) {
      const watchers = keys.get(key);
      if (watchers) watchers.add(watcher);
      else keys.set(key, new Set([watcher]));
    }
  }

  remove(watcher: T): void {
    const place = this.places.get(watcher);
    if (!place) return;
    this.places.delete(watcher);
    const { demand, collection } = place;
    if (!demand) return void collection.everything.delete(watcher);
    const keys = collection.keysAt(demand.path);
    for (const key of demand.keys) {
      const watchers = keys.get(key);
      watchers?.delete(watcher);
      if (watchers?.size === 0) keys.delete(key);
    }
    if (keys.size === 0) collection.byPath.delete(demand.path);
  }

  all(): Iterable<T> {
    return this.places.keys();
  }

  /** All whose documents may include this one before or after the change. */
  concernedBy({ collection: name, before, after }: Change): ReadonlySet<T> {
    const collection = this.collections.get(name);
    if (!collection) return new Set();
    const found = new Set(collection.everything);
    for (const [path, keys] of collection.byPath) {
      const parts = splitPath(path);
      for (const doc of [before, after]) {
        if (!doc) continue;
        for (const value of indexedValuesAt(doc, parts)) {
          for (const watcher of keys.get(keyOf(value) ?? '') ?? []) found.add(watcher);
        }
      }
    }
    return found;
  }
}
