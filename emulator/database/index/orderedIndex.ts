import BTree from 'sorted-btree';
import type { Doc, DocId, IndexSpec } from '../engine';
import { requestFailed } from '../refusals';
import { encodeKey, invertKey } from '../values/orderKey';
import { indexedValuesAt, splitPath } from '../values/path';

/** Every combination of one value per field, in index order. */
function combinations(lists: readonly (readonly unknown[])[]): unknown[][] {
  return lists.reduce<unknown[][]>(
    (rows, values) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
}

/** The top-level fields of an index's paths. */
export const rootsOf = ({ keys }: IndexSpec) => [
  ...new Set(Object.keys(keys).map((path) => splitPath(path)[0] as string)),
];

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Values in order in a B+ tree: encoded fields, then the id so that equal values stand side by side. */
export class OrderedIndex {
  readonly fields: readonly { path: string; parts: readonly string[]; descending: boolean }[];
  /** Top-level fields it depends on. */
  readonly roots: readonly string[];
  /** How many documents have several entries; while any has, one document's fields need not come from one entry. */
  multikeyDocs = 0;
  private readonly tree = new BTree<string, DocId>(undefined, compareText);

  constructor(readonly spec: IndexSpec) {
    this.roots = rootsOf(spec);
    this.fields = Object.entries(spec.keys).map(([path, direction]) => ({
      path,
      parts: splitPath(path),
      descending: direction === -1,
    }));
  }

  get size(): number {
    return this.tree.size;
  }

  encodeField(position: number, value: unknown): string {
    const key = encodeKey(value);
    return this.fields[position]?.descending ? invertKey(key) : key;
  }

  /** The document's keys without its id, each once. */
  keysOf(doc: Doc): string[] {
    const only = this.fields[0];
    if (this.fields.length === 1 && only) {
      const values = indexedValuesAt(doc, only.parts);
      if (values.length === 1) return [this.encodeField(0, values[0])];
      return [...new Set(values.map((value) => this.encodeField(0, value)))];
    }
    const lists = this.fields.map(({ parts }) => indexedValuesAt(doc, parts));
    this.refuseParallelArrays(lists);
    return [...new Set(combinations(lists).map((row) => row.map((value, i) => this.encodeField(i, value)).join('')))];
  }

  private refuseParallelArrays(lists: readonly (readonly unknown[])[]): void {
    const several = this.fields.filter((_, i) => (lists[i]?.length ?? 0) > 1).map(({ parts }) => parts[0] as string);
    const roots = [...new Set(several)];
    if (roots.length > 1) throw requestFailed(`cannot index parallel arrays [${roots[1]}] [${roots[0]}]`);
  }

  add(id: DocId, doc: Doc): void {
    const keys = this.keysOf(doc);
    if (keys.length > 1) this.multikeyDocs += 1;
    for (const key of keys) this.tree.set(key + encodeKey(id), id);
  }

  remove(id: DocId, doc: Doc): void {
    const keys = this.keysOf(doc);
    if (keys.length > 1) this.multikeyDocs -= 1;
    for (const key of keys) this.tree.delete(key + encodeKey(id));
  }

  /** A document other than `id` that has exactly this key. */
  ownerOf(key: string): DocId | undefined {
    const pair = this.tree.nextHigherPair(key); // the id follows the key, so the first entry above it is the owner
    return pair?.[0].startsWith(key) ? pair[1] : undefined;
  }

  /** Ids between two encoded bounds, `to` excluded, in index order or backwards. */
  *between(from: string, to: string | undefined, backwards: boolean): Generator<DocId> {
    if (backwards) {
      const start = to === undefined ? this.tree.maxKey() : this.tree.nextLowerKey(to);
      if (start === undefined) return;
      for (const [key, id] of this.tree.entriesReversed(start)) {
        if (key < from) return;
        yield id;
      }
      return;
    }
    for (const [key, id] of this.tree.entries(from)) {
      if (to !== undefined && key >= to) return;
      yield id;
    }
  }
}
