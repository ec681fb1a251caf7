import type { Collection } from '../collection';
import type { Change, Doc, DocId } from '../engine';
import type { OrderedIndex } from '../index/orderedIndex';
import { type DuplicateSite, duplicateKey, transactionConflict } from '../refusals';
import { duplicateKeyText } from './duplicateKeyText';

export interface Staged {
  readonly before: Doc | null;
  readonly after: Doc | null;
}

/** Thrown to a plain write that meets an open transaction's lock: it waits for `holder` and starts again. */
export class Blocked extends Error {
  constructor(readonly holder: WriteSet) {
    super('waiting for a transaction');
  }
}

const claimName = (index: OrderedIndex, key: string) => `${index.spec.name}\u0000${key}`;

/** Changes that will be committed together: those of a transaction, or of one plain call. */
export class WriteSet {
  /** Sequence of the last commit it sees; null = a plain call, which sees everything committed. */
  snapshot: number | null = null;
  private readonly collections = new Map<Collection, Map<DocId, Staged>>();
  private readonly claims = new Map<Collection, Map<string, DocId>>();

  constructor(readonly isTransaction: boolean) {}

  changesOf(collection: Collection): Map<DocId, Staged> {
    let changes = this.collections.get(collection);
    if (!changes) this.collections.set(collection, (changes = new Map()));
    return changes;
  }

  /** The document as this write sees it: its own change, else its snapshot, else the newest. */
  see(collection: Collection, id: DocId): Doc | undefined {
    const change = this.collections.get(collection)?.get(id);
    if (change) return change.after ?? undefined;
    return this.snapshot === null ? collection.docs.get(id) : collection.at(id, this.snapshot);
  }

  /** Stages one document's change after the checks of locks, snapshot and unique indexes. */
  stage(collection: Collection, id: DocId, before: Doc | null, after: Doc | null, site: DuplicateSite): void {
    this.checkLock(collection, id);
    if (after) {
      for (const index of collection.indexes.touched(before, after)) index.keysOf(after); // refuses what cannot be indexed
      for (const index of collection.indexes.unique()) this.checkUnique(collection, index, id, before, after, site);
    }
    const changes = this.changesOf(collection);
    const earlier = changes.get(id);
    changes.set(id, { before: earlier ? earlier.before : before, after });
    if (this.isTransaction) collection.locks.set(id, this);
    this.takeClaims(collection, id, after);
  }

  /** Somebody else's uncommitted write, or a commit after our snapshot, is a conflict at the write itself. */
  checkLock(collection: Collection, id: DocId): void {
    this.checkHolder(collection.locks.get(id));
    if (this.snapshot !== null && collection.changedSince(id, this.snapshot)) throw transactionConflict();
  }

  private checkHolder(holder: WriteSet | undefined): void {
    if (!holder || holder === this) return;
    throw this.isTransaction ? transactionConflict() : new Blocked(holder);
  }

  private checkUnique(
    collection: Collection,
    index: OrderedIndex,
    id: DocId,
    before: Doc | null,
    after: Doc,
    site: DuplicateSite,
  ): void {
    const kept = new Set(before ? index.keysOf(before) : []);
    for (const key of index.keysOf(after)) {
      if (kept.has(key)) continue;
      this.checkHolder(collection.claims.get(claimName(index, key)));
      const owner = this.ownerOf(collection, index, key);
      if (owner === undefined || owner === id) continue;
      if (this.snapshot !== null && collection.changedSince(owner, this.snapshot) && !this.has(collection, owner)) {
        throw transactionConflict();
      }
      throw duplicateKey(site, collection.name, index.spec.name, duplicateKeyText(index.spec, after));
    }
  }

  /** Who has the key as this write sees it: itself first, then the committed owner unless this write took it away. */
  private ownerOf(collection: Collection, index: OrderedIndex, key: string): DocId | undefined {
    const own = this.claims.get(collection)?.get(claimName(index, key));
    if (own !== undefined && this.holdsKey(collection, index, own, key)) return own;
    const owner = index.ownerOf(key);
    if (owner === undefined || !this.has(collection, owner)) return owner;
    return this.holdsKey(collection, index, owner, key) ? owner : undefined;
  }

  private has(collection: Collection, id: DocId): boolean {
    return this.collections.get(collection)?.has(id) ?? false;
  }

  private holdsKey(collection: Collection, index: OrderedIndex, id: DocId, key: string): boolean {
    const after = this.collections.get(collection)?.get(id)?.after;
    return after != null && index.keysOf(after).includes(key);
  }

  private takeClaims(collection: Collection, id: DocId, after: Doc | null): void {
    if (!after) return;
    for (const index of collection.indexes.unique()) {
      let own = this.claims.get(collection);
      if (!own) this.claims.set(collection, (own = new Map()));
      for (const key of index.keysOf(after)) {
        own.set(claimName(index, key), id);
        if (this.isTransaction) collection.claims.set(claimName(index, key), this);
      }
    }
  }

  /** Once more before the commit: an index may have been created while the transaction was open. */
  recheckUnique(): void {
    this.releaseClaims();
    for (const [collection, changes] of this.collections) {
      for (const [id, { before, after }] of changes) {
        if (!after) continue;
        for (const index of collection.indexes.all()) index.keysOf(after);
        for (const index of collection.indexes.unique()) {
          this.checkUnique(collection, index, id, before, after, before ? 'update' : 'insert');
        }
        this.takeClaims(collection, id, after);
      }
    }
  }

  /** What really changes; a document inserted and removed again is nothing. */
  *steps(): Generator<{ collection: Collection; change: Change }> {
    for (const [collection, changes] of this.collections) {
      for (const [id, { before, after }] of changes) {
        if (before === null && after === null) continue;
        yield { collection, change: { collection: collection.name, id, before, after } };
      }
    }
  }

  /** Gives up every lock it holds. */
  release(): void {
    if (!this.isTransaction) return;
    for (const [collection, changes] of this.collections) {
      for (const id of changes.keys()) if (collection.locks.get(id) === this) collection.locks.delete(id);
    }
    this.releaseClaims();
  }

  private releaseClaims(): void {
    for (const [collection, claims] of this.claims) {
      for (const name of claims.keys()) if (collection.claims.get(name) === this) collection.claims.delete(name);
    }
    this.claims.clear();
  }
}
