import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import type { OrderedIndex } from '../index/orderedIndex';
import { type DuplicateSite, duplicateKey, transactionConflict } from '../refusals';
import { duplicateKeyText } from './duplicateKeyText';
import type { WriteSet } from './writeSet';

/** One document on its way into a unique index. */
export interface Entry {
  readonly id: DocId;
  readonly before: Doc | null;
  readonly after: Doc;
  readonly site: DuplicateSite;
}

const claimName = (index: OrderedIndex, key: string) => `${index.spec.name}\u0000${key}`;

/** The unique keys that one set of changes has taken, and whether it may take another. */
export class UniqueKeys {
  private readonly taken = new Map<Collection, Map<string, DocId>>();

  constructor(private readonly writes: WriteSet) {}

  /**
   * A key of somebody else's uncommitted document is a conflict (a plain write waits), one that came after the
   * snapshot too; one that this write can see is a duplicate.
   */
  check(collection: Collection, index: OrderedIndex, entry: Entry): void {
    for (const key of newKeys(index, entry)) {
      this.writes.checkHolder(collection.claims.get(claimName(index, key)));
      const owner = this.ownerOf(collection, index, key);
      if (owner === undefined || owner === entry.id) continue;
      if (this.cameLater(collection, index, owner, key)) throw transactionConflict();
      throw duplicateKey(entry.site, collection.name, index.spec.name, duplicateKeyText(index.spec, entry.after));
    }
  }

  /** Remembers the keys that were not the document's own before: only those are new entries of the index. */
  take(collection: Collection, id: DocId, before: Doc | null, after: Doc): void {
    for (const index of collection.indexes.unique()) {
      for (const key of newKeys(index, { before, after })) {
        const name = claimName(index, key);
        this.takenIn(collection).set(name, id);
        if (this.writes.isTransaction) collection.claims.set(name, this.writes);
      }
    }
  }

  release(): void {
    for (const [collection, names] of this.taken) {
      for (const name of names.keys()) {
        if (collection.claims.get(name) === this.writes) collection.claims.delete(name);
      }
    }
    this.taken.clear();
  }

  private takenIn(collection: Collection): Map<string, DocId> {
    let names = this.taken.get(collection);
    if (!names) this.taken.set(collection, (names = new Map()));
    return names;
  }

  /** Who has the key as this write sees it: its own documents, then the committed owner, then the snapshot's. */
  private ownerOf(collection: Collection, index: OrderedIndex, key: string): DocId | undefined {
    const own = this.taken.get(collection)?.get(claimName(index, key));
    if (own !== undefined && this.holds(collection, index, own, key)) return own;
    const owner = index.ownerOf(key);
    if (owner !== undefined) {
      if (!this.writes.hasChanged(collection, owner)) return owner;
      return this.holds(collection, index, owner, key) ? owner : undefined;
    }
    return this.ownerInSnapshot(collection, index, key);
  }

  /** A document that others have removed or moved away since still has its key in our snapshot. */
  private ownerInSnapshot(collection: Collection, index: OrderedIndex, key: string): DocId | undefined {
    if (this.writes.snapshot === null) return undefined;
    for (const id of collection.idsWithPast()) {
      if (this.writes.hasChanged(collection, id)) continue;
      if (this.holds(collection, index, id, key)) return id;
    }
    return undefined;
  }

  private holds(collection: Collection, index: OrderedIndex, id: DocId, key: string): boolean {
    const doc = this.writes.see(collection, id);
    return doc !== undefined && index.keysOf(doc).includes(key);
  }

  /** The committed owner is not the owner in our snapshot. */
  private cameLater(collection: Collection, index: OrderedIndex, owner: DocId, key: string): boolean {
    if (this.writes.snapshot === null || this.writes.hasChanged(collection, owner)) return false;
    return !this.holds(collection, index, owner, key);
  }
}

function newKeys(index: OrderedIndex, { before, after }: { before: Doc | null; after: Doc }): readonly string[] {
  if (!before) return index.keysOf(after);
  const kept = new Set(index.keysOf(before));
  return index.keysOf(after).filter((key) => !kept.has(key));
}
