import type { Catalog } from './catalog';
import type { Committer } from './committer';
import type { Collection } from './collection';
import type { Change, IndexSpec } from './engine';
import { assertDefinition, isIdIndex, isNew, ownDefinition } from './index/definition';
import type { Index } from './index/indexSet';
import { OrderedIndex } from './index/orderedIndex';
import { duplicateKey, requestFailed } from './refusals';
import { duplicateKeyText } from './write/duplicateKeyText';

/** Making collections and indexes. */

export async function createCollection(catalog: Catalog, committer: Committer, name: string): Promise<void> {
  catalog.assertFree(name);
  await committer.define({ createCollection: name }, () => catalog.create(name));
}

/** Whoever watches the collection hears that its documents are gone. */
export async function dropCollection(catalog: Catalog, committer: Committer, name: string): Promise<void> {
  const { docs } = catalog.get(name);
  const changes = Array.from(docs, ([id, before]): Change => ({ collection: name, id, before, after: null }));
  await committer.define({ dropCollection: name }, () => catalog.drop(name), changes);
}

/** Sorts the entries now, so that what cannot be indexed or is not unique is refused before anything changes. */
function buildNow(collection: Collection, index: Index): void {
  index.ensureBuilt();
  const twice = index instanceof OrderedIndex && index.spec.unique ? index.repeated() : undefined;
  if (twice) throw duplicateKey('update', collection.name, index.spec.name, duplicateKeyText(index.spec, twice));
}

/** Builds the index over what is there; over duplicates a unique one is refused and nothing changes. */
export async function createIndex(
  catalog: Catalog,
  committer: Committer,
  name: string,
  spec: IndexSpec,
): Promise<void> {
  const collection = catalog.get(name);
  assertDefinition(spec);
  if (isIdIndex(spec) || !isNew(name, spec, collection.indexes.specs())) return;
  const own = ownDefinition(spec);
  const index = collection.indexes.prepare(own);
  buildNow(collection, index);
  await committer.define({ createIndex: own, in: name }, () => collection.indexes.install(index));
}

export async function dropIndex(catalog: Catalog, committer: Committer, name: string, index: string): Promise<void> {
  const collection = catalog.get(name);
  if (index === '_id_') throw requestFailed('cannot drop _id index');
  if (!collection.indexes.specs().some((spec) => spec.name === index))
    throw requestFailed(`index not found with name [${index}]`);
  await committer.define({ dropIndex: index, in: name }, () => collection.indexes.drop(index));
}
