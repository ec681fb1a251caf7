import { runPipeline } from './aggregate/pipeline';
import type { Catalog } from './catalog';
import type { Collection } from './collection';
import { Committer } from './committer';
import { createCollection, createIndex, dropCollection, dropIndex } from './definitions';
import type {
  Commit,
  Doc,
  DocId,
  Engine,
  Explanation,
  FindOptions,
  IndexSpec,
  UpdateOptions,
  UpdateResult,
} from './engine';
import { compileQuery } from './query/compile';
import type { Predicate } from './query/predicate';
import { countDocs } from './read/count';
import { explained } from './read/explain';
import { findDocs, findSelection, findStored } from './read/find';
import { committedView, type View, writerView } from './read/view';
import type { Image } from './store/snapshot';
import type { Store } from './store/store';
import { Transactions, type TransactionsOptions } from './transaction/transactions';
import { removeExpired } from './ttl/removeExpired';
import { clone } from './values/clone';
import { plain, plainDoc } from './values/plain';
import { insertOne } from './write/insert';
import { writePlainly } from './write/plainWrite';
import { removeDocs } from './write/remove';
import { updateDocs, updateFirst } from './write/update';
import type { WriteSet } from './write/writeSet';

type Reading<T> = (collection: Collection, view: View) => T;

/** The engine: each call finds its collection, makes its arguments its own, and reads or writes. */
export class Database implements Engine {
  private readonly transactions: Transactions;
  private readonly committer: Committer;
  private readonly predicates = new WeakMap<Doc, Predicate>();

  constructor(
    private readonly catalog: Catalog,
    private readonly store: Store,
    sequence: number,
    private readonly now: () => number,
    transactions: Pick<TransactionsOptions, 'monotonicMs' | 'occupyMs'>,
  ) {
    this.transactions = new Transactions({ ...transactions, onSnapshotClosed: (oldest) => catalog.trim(oldest) });
    this.committer = new Committer(store, sequence, () => this.transactions.oldestSnapshot() !== undefined);
  }

  async createCollection(name: string): Promise<void> {
    await createCollection(this.catalog, this.committer, name);
  }

  async dropCollection(name: string): Promise<void> {
    await dropCollection(this.catalog, this.committer, name);
  }

  hasCollection(name: string): boolean {
    return this.catalog.has(name);
  }

  collections(): string[] {
    return this.catalog.names();
  }

  indexes(collection: string): readonly IndexSpec[] {
    return this.catalog.get(collection).indexes.specs();
  }

  async createIndex(collection: string, index: IndexSpec): Promise<void> {
    await createIndex(this.catalog, this.committer, collection, index);
  }

  async dropIndex(collection: string, name: string): Promise<void> {
    await dropIndex(this.catalog, this.committer, collection, name);
  }

  async insert(name: string, docs: readonly Doc[], transaction?: string): Promise<DocId[]> {
    const collection = this.catalog.get(name);
    const own = docs.map((doc) => plainDoc(doc, this.now()));
    return this.write(transaction, (writes) => own.map((doc) => insertOne(collection, writes, doc, 'insert')));
  }

  async find(name: string, options: FindOptions, transaction?: string): Promise<Doc[]> {
    return this.read(name, transaction, (collection, view) => findDocs(collection, view, options, this.now()));
  }

  async findStored(name: string, options: FindOptions, transaction?: string): Promise<Doc[]> {
    return this.read(name, transaction, (collection, view) => findStored(collection, view, options, this.now()));
  }

  async count(name: string, query: Doc = {}): Promise<number> {
    const collection = this.catalog.get(name);
    const now = this.now();
    return countDocs(collection, plainDoc(query, now), new Date(now));
  }

  async update(name: string, options: UpdateOptions, transaction?: string): Promise<UpdateResult> {
    const collection = this.catalog.get(name);
    const own = plain(options, this.now()) as unknown as UpdateOptions;
    return this.write(transaction, (writes) => updateDocs(collection, writes, own, new Date(this.now())));
  }

  async updateAndReturn(name: string, query: Doc, update: Doc, transaction?: string): Promise<Doc | null> {
    const collection = this.catalog.get(name);
    const now = this.now();
    const own = { query: plainDoc(query, now), update: plainDoc(update, now), now: new Date(now) };
    return this.write(transaction, (writes) => clone(updateFirst(collection, writes, own)));
  }

  async remove(name: string, query: Doc | undefined, multi: boolean, transaction?: string): Promise<number> {
    const collection = this.catalog.get(name);
    const now = this.now();
    const wanted = { query: plainDoc(query ?? {}, now), now: new Date(now) };
    return this.write(transaction, (writes) =>
      removeDocs(collection, writes, { ...wanted, limit: multi ? Infinity : 1 }),
    );
  }

  async aggregate(name: string, pipeline: readonly Doc[]): Promise<Doc[]> {
    return (await this.aggregateStored(name, pipeline)).map((doc) => clone(doc));
  }

  async aggregateStored(name: string, pipeline: readonly Doc[]): Promise<Doc[]> {
    const collection = this.catalog.get(name);
    const stages = pipeline.map((stage) => plainDoc(stage, this.now()));
    const found = runPipeline(collection, stages, (other) => this.catalog.find(other), new Date(this.now()));
    return Array.from(found);
  }

  async explain(name: string, options: FindOptions): Promise<Explanation> {
    const collection = this.catalog.get(name);
    return explained(findSelection(collection, committedView(collection), options, this.now()), options.order);
  }

  async removeExpired(): Promise<number> {
    return removeExpired(this, this.now());
  }

  startTransaction(): string {
    return this.transactions.start();
  }

  async commit(transaction: string): Promise<void> {
    await this.transactions.finish(transaction, (writes) => {
      writes.recheckUnique();
      return this.committer.commit(writes);
    });
  }

  async abort(transaction: string): Promise<void> {
    this.transactions.finish(transaction, () => undefined);
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.committer.onCommit(listener);
  }

  matches(doc: Doc, query: Doc): boolean {
    let predicate = this.predicates.get(query);
    if (!predicate) this.predicates.set(query, (predicate = compileQuery(plainDoc(query, this.now()))));
    return predicate(doc);
  }

  /** All there is at this moment, for a snapshot. */
  image(): Image {
    return this.catalog.image(this.committer.sequence);
  }

  async close(): Promise<void> {
    this.transactions.endAll();
    this.committer.close();
    await this.store.close();
  }

  private async read<T>(name: string, transaction: string | undefined, from: Reading<T>): Promise<T> {
    const collection = this.catalog.get(name);
    if (transaction === undefined) return from(collection, committedView(collection));
    return this.transactions.operate(transaction, this.committer.sequence, (writes) =>
      from(collection, writerView(collection, writes)),
    );
  }

  private write<T>(transaction: string | undefined, operation: (writes: WriteSet) => T): Promise<T> {
    return transaction === undefined
      ? writePlainly(this.transactions, this.committer, operation)
      : this.transactions.operate(transaction, this.committer.sequence, operation);
  }
}
