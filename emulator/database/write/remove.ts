import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import { select } from '../read/select';
import { writerView } from '../read/view';
import type { WriteSet } from './writeSet';

/** Stages the removal of the first match or of all. */
export function removeDocs(collection: Collection, writes: WriteSet, query: Doc, multi: boolean): number {
  const { docs } = select(collection, writerView(collection, writes), { query, limit: multi ? Infinity : 1 });
  for (const doc of docs) {
    const id = doc._id as DocId;
    writes.stage(collection, id, { before: doc, after: null, site: 'update' });
  }
  return docs.length;
}
