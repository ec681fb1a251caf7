import type { Doc, DocId } from './engine';
import { IndexSet } from './index/indexSet';
import type { WriteSet } from './write/writeSet';

/** What a document was until a commit replaced it. */
interface Version {
  readonly replacedAt: number;
  readonly doc: Doc | null;
}

/** One collection: the newest committed documents, their indexes, and the past that open snapshots still need. */
export class Collection {
  readonly docs = new Map<DocId, Doc>();
  readonly indexes = new IndexSet(this.docs);
  /** Documents that an open transaction has written, and unique keys it has taken. */
  readonly locks = new Map<DocId, WriteSet>();
  readonly claims = new Map<string, WriteSet>();
  /** Set when the collection is no more: what was staged for it must not be committed. */
  dropped = false;
  private readonly past = new Map<DocId, Version[]>();

  constructor(readonly name: string) {}

  /** Publishes a committed change. `keepPast` while any snapshot is open. */
  apply(id: DocId, after: Doc | null, sequence: number, keepPast: boolean): void {
    const before = this.docs.get(id) ?? null;
    if (keepPast) {
      const versions = this.past.get(id);
      if (versions) versions.push({ replacedAt: sequence, doc: before });
      else this.past.set(id, [{ replacedAt: sequence, doc: before }]);
    }
    this.indexes.replace(id, before, after);
    if (after) this.docs.set(id, after);
    else this.docs.delete(id);
  }

  /** The document as it was at a snapshot. */
  at(id: DocId, snapshot: number): Doc | undefined {
    const version = this.past.get(id)?.find(({ replacedAt }) => replacedAt > snapshot);
    return version ? (version.doc ?? undefined) : this.docs.get(id);
  }

  changedSince(id: DocId, snapshot: number): boolean {
    return this.past.get(id)?.some(({ replacedAt }) => replacedAt > snapshot) ?? false;
  }

  /** Ids whose documents may differ between now and some open snapshot. */
  idsWithPast(): Iterable<DocId> {
    return this.past.keys();
  }

  /** Forgets what no open snapshot can see any more. */
  trim(oldestSnapshot: number | undefined): void {
    if (oldestSnapshot === undefined) return this.past.clear();
    for (const [id, versions] of this.past) {
      const needed = versions.filter(({ replacedAt }) => replacedAt > oldestSnapshot);
      if (needed.length === 0) this.past.delete(id);
      else if (needed.length < versions.length) this.past.set(id, needed);
    }
  }
}
