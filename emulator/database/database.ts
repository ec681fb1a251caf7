import { runOn } from './aggregate/pipeline';
import type { Catalog } from './catalog';
import type { Collection } from './collection';
import { Committer } from './committer';
import { createCollection, createIndex, dropIndex } from './definitions';
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
import { findDocs, findSelection } from './read/find';
import { select } from './read/select';
import { committedView, writerView } from './read/view';
import type { Image } from './store/snapshot';
import type { Store } from './store/store';
import { Transactions, type TransactionsOptions } from './transaction/transactions';
import { clone } from './values/clone';
import { plain, plainDoc } from './values/plain';
import { insertOne } from './write/insert';
import { writePlainly } from './write/plainWrite';
import { removeDocs } from './write/remove';
import { updateDocs, updateFirst } from './write/update';
import type { WriteSet } from './write/writeSet';

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
    const collection = this.catalog.get(name);
    if (transaction === undefined) return findDocs(collection, committedView(collection), options, this.now());
    return this.transactions.operate(transaction, this.committer.sequence, (writes) =>
      findDocs(collection, writerView(collection, writes), options, this.now()),
    );
  }

  async count(name: string, query: Doc = {}): Promise<number> {
    const collection = this.catalog.get(name);
    if (Object.keys(query).length === 0) return collection.docs.size;
    return select(collection, committedView(collection), { query: plainDoc(query, this.now()) }).docs.length;
  }

  async update(name: string, options: UpdateOptions, transaction?: string): Promise<UpdateResult> {
    const collection = this.catalog.get(name);
    const own = plain(options, this.now()) as unknown as UpdateOptions;
    return this.write(transaction, (writes) => updateDocs(collection, writes, own));
  }

  async updateAndReturn(name: string, query: Doc, update: Doc, transaction?: string): Promise<Doc | null> {
    const collection = this.catalog.get(name);
    const own = { query: plainDoc(query, this.now()), update: plainDoc(update, this.now()) };
    return this.write(transaction, (writes) => clone(updateFirst(collection, writes, own.query, own.update)));
  }

  async remove(name: string, query: Doc | undefined, multi: boolean, transaction?: string): Promise<number> {
    const collection = this.catalog.get(name);
    const own = plainDoc(query ?? {}, this.now());
    return this.write(transaction, (writes) => removeDocs(collection, writes, own, multi));
  }

  async aggregate(name: string, pipeline: readonly Doc[]): Promise<Doc[]> {
    const collection = this.catalog.get(name);
    const stages = pipeline.map((stage) => plainDoc(stage, this.now()));
    const context = { collection: (other: string): Collection | undefined => this.catalog.find(other), variables: {} };
    return runOn(collection, stages, context).map((doc) => clone(doc));
  }

  async explain(name: string, options: FindOptions): Promise<Explanation> {
    const collection = this.catalog.get(name);
    const { docs, index, examined } = findSelection(collection, committedView(collection), options, this.now());
    return { index, examined, returned: docs.length };
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

  private write<T>(transaction: string | undefined, operation: (writes: WriteSet) => T): Promise<T> {
    return transaction === undefined
      ? writePlainly(this.transactions, this.committer, operation)
      : this.transactions.operate(transaction, this.committer.sequence, operation);
  }
}
