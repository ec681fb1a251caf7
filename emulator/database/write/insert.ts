import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import { type DuplicateSite, duplicateKey } from '../refusals';
import { deepFreeze } from '../values/clone';
import { assertStorable } from '../values/storable';
import { duplicateKeyText } from './duplicateKeyText';
import { newId } from './newId';
import type { WriteSet } from './writeSet';

const idIndex = { name: '_id_', keys: { _id: 1 } } as const;

/** `_id` comes first, as MongoDB stores it. */
function withId(doc: Doc): Doc & { _id: DocId } {
  const { _id: id, ...fields } = doc;
  return { _id: (id ?? newId()) as DocId, ...fields };
}

/** Stages one new document (private to the engine already) and answers its id. */
export function insertOne(collection: Collection, writes: WriteSet, doc: Doc, site: DuplicateSite): DocId {
  const stored = withId(doc);
  assertStorable(stored);
  const { _id: id } = stored;
  if (writes.see(collection, id)) throw duplicateKey(site, collection.name, '_id_', duplicateKeyText(idIndex, stored));
  writes.checkLock(collection, id);
  writes.stage(collection, id, { before: null, after: deepFreeze(stored), site });
  return id;
}
