import type { Collection } from '../collection';
import type { Change, Doc, DocId } from '../engine';
import { type DuplicateSite, transactionConflict } from '../refusals';
import { UniqueKeys } from './uniqueKeys';

export interface Staged {
  readonly before: Doc | null;
  readonly after: Doc | null;
  /** The whole document was given anew, not changed by operators. */
  readonly replaced: boolean;
}

/** What a write does to one document, and how its duplicates are worded. */
export interface Step {
  readonly before: Doc | null;
  readonly after: Doc | null;
  readonly site: DuplicateSite;
  readonly replaced?: boolean;
}

/** Thrown to a plain write that meets an open transaction's lock: it waits for `holder` and starts again. */
export class Blocked extends Error {
  constructor(readonly holder: WriteSet) {
    super('waiting for a transaction');
  }
}

/** Changes that will be committed together: those of a transaction, or of one plain call. */
export class WriteSet {
  /** Sequence of the last commit it sees; null = a plain call, which sees everything committed. */
  snapshot: number | null = null;
  private readonly collections = new Map<Collection, Map<DocId, Staged>>();
  private readonly uniqueKeys = new UniqueKeys(this);

  constructor(readonly isTransaction: boolean) {}

  changesOf(collection: Collection): Map<DocId, Staged> {
    let changes = this.collections.get(collection);
    if (!changes) this.collections.set(collection, (changes = new Map()));
    return changes;
  }

  /** Has anything been staged for the collection yet? */
  touches(collection: Collection): boolean {
    return this.collections.has(collection);
  }

  hasChanged(collection: Collection, id: DocId): boolean {
    return this.collections.get(collection)?.has(id) ?? false;
  }

  /** The document as this write sees it: its own change, else its snapshot, else the newest. */
  see(collection: Collection, id: DocId): Doc | undefined {
    const change = this.collections.get(collection)?.get(id);
    if (change) return change.after ?? undefined;
    return this.snapshot === null ? collection.docs.get(id) : collection.at(id, this.snapshot);
  }

  /** Stages one document's change after the checks of locks, snapshot and unique indexes. */
  stage(collection: Collection, id: DocId, { before, after, site, replaced = false }: Step): void {
    this.checkLock(collection, id);
    const changes = this.changesOf(collection);
    const earlier = changes.get(id);
    const committed = earlier ? earlier.before : before;
    if (after) {
      for (const index of collection.indexes.touched(before, after)) index.keysOf(after); // refuses what cannot be indexed
      for (const index of collection.indexes.unique()) {
        this.uniqueKeys.check(collection, index, { id, before, after, site });
      }
    }
    changes.set(id, { before: committed, after, replaced: replaced || (earlier?.replaced ?? false) });
    if (this.isTransaction) collection.locks.set(id, this);
    if (after) this.uniqueKeys.take(collection, id, committed, after);
  }

  /** Somebody else's uncommitted write, or a commit after our snapshot, is a conflict at the write itself. */
  checkLock(collection: Collection, id: DocId): void {
    this.checkHolder(collection.locks.get(id));
    if (this.snapshot !== null && collection.changedSince(id, this.snapshot)) throw transactionConflict();
  }

  /** What another transaction holds: a conflict for a transaction, a reason to wait for a plain write. */
  checkHolder(holder: WriteSet | undefined): void {
    if (!holder || holder === this) return;
    throw this.isTransaction ? transactionConflict() : new Blocked(holder);
  }

  /** Once more before the commit: an index may have been created while the transaction was open. */
  recheckUnique(): void {
    this.uniqueKeys.release();
    for (const [collection, changes] of this.collections) {
      for (const [id, { before, after }] of changes) {
        if (!after) continue;
        for (const index of collection.indexes.all()) index.keysOf(after);
        const site = before ? 'update' : 'insert';
        for (const index of collection.indexes.unique()) {
          this.uniqueKeys.check(collection, index, { id, before, after, site });
        }
        this.uniqueKeys.take(collection, id, before, after);
      }
    }
  }

  /** What really changes; a document inserted and removed again is nothing. */
  *steps(): Generator<{ collection: Collection; change: Change }> {
    for (const [collection, changes] of this.collections) {
      for (const [id, { before, after, replaced }] of changes) {
        if (before === null && after === null) continue;
        const mark = replaced && before && after ? { replaced: true as const } : {};
        yield { collection, change: { collection: collection.name, id, before, after, ...mark } };
      }
    }
  }

  /** Gives up every lock it holds. */
  release(): void {
    if (!this.isTransaction) return;
    for (const [collection, changes] of this.collections) {
      for (const id of changes.keys()) if (collection.locks.get(id) === this) collection.locks.delete(id);
    }
    this.uniqueKeys.release();
  }
}
