import { Collection } from './collection';
import type { Doc, DocId, IndexSpec } from './engine';
import { collectionExists, collectionMissing, requestFailed } from './refusals';
import type { LogRecord, Operation } from './store/record';
import type { Image } from './store/snapshot';

/** All collections, and how they come back from disk. */
export class Catalog {
  private readonly byName = new Map<string, Collection>();

  has(name: string): boolean {
    return this.byName.has(name);
  }

  names(): string[] {
    return [...this.byName.keys()].sort();
  }

  get(name: string): Collection {
    const collection = this.byName.get(name);
    if (!collection) throw collectionMissing(name);
    return collection;
  }

  find(name: string): Collection | undefined {
    return this.byName.get(name);
  }

  assertFree(name: string): void {
    if (name === '' || name.startsWith('system.') || /[$\0]/.test(name))
      throw requestFailed(`Invalid collection name: ${name}`);
    if (this.byName.has(name)) throw collectionExists();
  }

  create(name: string): void {
    this.byName.set(name, new Collection(name));
  }

  drop(name: string): void {
    const collection = this.get(name);
    collection.dropped = true;
    this.byName.delete(name);
  }

  trim(oldestSnapshot: number | undefined): void {
    for (const collection of this.byName.values()) collection.trim(oldestSnapshot);
  }

  /** The state as it is now, cheap: documents are never changed, only replaced. */
  image(sequence: number): Image {
    const collections = [...this.byName.values()].map(({ name, indexes, docs }) => ({
      name,
      indexes: indexes.specs(),
      docs: [...docs.values()],
    }));
    return { sequence, collections };
  }

  /** All stored documents; those that come or go meanwhile may be among them or not. */
  *docs(): Generator<Doc> {
    for (const collection of [...this.byName.values()]) yield* collection.docs.values();
  }

  /** Takes back a snapshot and the records after it. Documents are not frozen yet: see freezeGradually.ts. */
  restore(image: Image, records: readonly LogRecord[]): void {
    const specs = new Map<string, Map<string, IndexSpec>>();
    for (const { name, indexes, docs } of image.collections) {
      this.create(name);
      specs.set(name, new Map(indexes.map((spec) => [spec.name, spec])));
      const own = this.get(name).docs;
      for (const doc of docs) own.set(doc._id as DocId, doc);
    }
    for (const { operations } of records) for (const operation of operations) this.replay(operation, specs);
    for (const [name, indexes] of specs) {
      const collection = this.get(name);
      for (const spec of indexes.values()) collection.indexes.install(collection.indexes.prepare(spec));
    }
  }

  private replay(operation: Operation, specs: Map<string, Map<string, IndexSpec>>): void {
    if ('put' in operation) this.get(operation.in).docs.set(operation.put._id as DocId, operation.put);
    else if ('remove' in operation) this.get(operation.in).docs.delete(operation.remove);
    else if ('createCollection' in operation) {
      this.create(operation.createCollection);
      specs.set(operation.createCollection, new Map());
    } else if ('dropCollection' in operation) {
      this.drop(operation.dropCollection);
      specs.delete(operation.dropCollection);
    } else if ('createIndex' in operation)
      specs.get(operation.in)?.set(operation.createIndex.name, operation.createIndex);
    else specs.get(operation.in)?.delete(operation.dropIndex);
  }
}
