import type { Doc, DocId, IndexSpec } from '../engine';
import { sameValue } from '../values/compare';
import { OrderedIndex } from './orderedIndex';
import type { RecordCursor } from './rangeCursor';
import { type DocRecord, Records } from './record';
import { SphereIndex } from './sphereIndex';

export type Index = OrderedIndex | SphereIndex;

/** A sparse index tells a missing field from null, which compare as the same. */
const differs = (a: unknown, b: unknown) => !sameValue(a, b) || (a === undefined) !== (b === undefined);

/** The indexes of one collection, kept in step with its committed documents. */
export class IndexSet {
  private readonly byName = new Map<string, Index>();
  private readonly records: Records;
  /** The order of ids, built when a page is first asked for by it: many collections are never read that way. */
  private ids: OrderedIndex | undefined;

  constructor(docs: ReadonlyMap<DocId, Doc>) {
    this.records = new Records(docs);
  }

  specs(): IndexSpec[] {
    return [...this.byName.values()].map(({ spec }) => spec);
  }

  all(): Iterable<Index> {
    return this.byName.values();
  }

  /** The index over `_id` that every collection has. */
  byId(): OrderedIndex {
    return (this.ids ??= new OrderedIndex({ name: '_id_', keys: { _id: 1 } }, this.records));
  }

  /** The records of these ids that exist. */
  recordsOf(ids: readonly DocId[]): RecordCursor {
    let at = 0;
    const next = (): DocRecord | undefined => {
      while (at < ids.length) {
        const record = this.records.get(ids[at] as DocId);
        at += 1;
        if (record) return record;
      }
      return undefined;
    };
    return { next };
  }

  /** Unique ones among them, for the checks before a write. */
  *unique(): Generator<OrderedIndex> {
    for (const index of this.byName.values()) if (index instanceof OrderedIndex && index.spec.unique) yield index;
  }

  /** An index over the documents, not installed yet. Its entries are sorted when they are first needed. */
  prepare(spec: IndexSpec): Index {
    const isSphere = Object.values(spec.keys).includes('2dsphere');
    return isSphere ? new SphereIndex(spec, this.records) : new OrderedIndex(spec, this.records);
  }

  install(index: Index): void {
    this.byName.set(index.spec.name, index);
  }

  drop(name: string): boolean {
    return this.byName.delete(name);
  }

  /** Those that a change concerns: all for a new document, otherwise those over a field that became different. */
  *touched(before: Doc | null, after: Doc | null): Generator<Index> {
    for (const index of this.byName.values()) {
      if (!before || !after || index.roots.some((root) => differs(before[root], after[root]))) yield index;
    }
  }

  replace(id: DocId, before: Doc | null, after: Doc | null): void {
    const record = this.records.follow(id, after);
    if (!record) return; // nobody has asked for records, so no index is built either
    if (before && !after) this.ids?.remove(record, before);
    if (after && !before) this.ids?.add(record, after);
    for (const index of this.touched(before, after)) {
      if (before) index.remove(record, before);
      if (after) index.add(record, after);
    }
  }
}
