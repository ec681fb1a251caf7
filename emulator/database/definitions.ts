import type { Catalog } from './catalog';
import type { Committer } from './committer';
import type { Doc, IndexSpec } from './engine';
import { IndexSet } from './index/indexSet';
import { OrderedIndex } from './index/orderedIndex';
import { duplicateKey, requestFailed } from './refusals';
import { duplicateKeyText } from './write/duplicateKeyText';

/** Making collections and indexes. */

export async function createCollection(catalog: Catalog, committer: Committer, name: string): Promise<void> {
  catalog.assertFree(name);
  await committer.define({ createCollection: name }, () => catalog.create(name));
}

function refuseDuplicates(collection: string, index: OrderedIndex, docs: Iterable<Doc>): void {
  const seen = new Set<string>();
  for (const doc of docs) {
    for (const key of index.keysOf(doc)) {
      if (seen.has(key)) throw duplicateKey('update', collection, index.spec.name, duplicateKeyText(index.spec, doc));
      seen.add(key);
    }
  }
}

/** Builds the index over what is there; over duplicates a unique one is refused and nothing changes. */
export async function createIndex(
  catalog: Catalog,
  committer: Committer,
  name: string,
  spec: IndexSpec,
): Promise<void> {
  const collection = catalog.get(name);
  if (!collection.indexes.assertNew(spec)) return;
  const own: IndexSpec = { name: spec.name, keys: { ...spec.keys }, ...(spec.unique ? { unique: true } : {}) };
  const index = IndexSet.build(own, collection.docs);
  if (own.unique && index instanceof OrderedIndex) refuseDuplicates(name, index, collection.docs.values());
  await committer.define({ createIndex: own, in: name }, () => collection.indexes.install(index));
}

export async function dropIndex(catalog: Catalog, committer: Committer, name: string, index: string): Promise<void> {
  const collection = catalog.get(name);
  if (!collection.indexes.specs().some((spec) => spec.name === index))
    throw requestFailed(`index not found with name [${index}]`);
  await committer.define({ dropIndex: index, in: name }, () => collection.indexes.drop(index));
}
