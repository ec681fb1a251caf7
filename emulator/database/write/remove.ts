import type { Collection } from '../collection';
import type { DocId } from '../engine';
import { selectDocs, type Wanted } from '../read/select';
import { writerView } from '../read/view';
import type { WriteSet } from './writeSet';

/** Stages the removal of what is wanted. */
export function removeDocs(collection: Collection, writes: WriteSet, wanted: Wanted): number {
  const docs = selectDocs(collection, writerView(collection, writes), wanted);
  for (const doc of docs) {
    const id = doc._id as DocId;
    writes.stage(collection, id, { before: doc, after: null, site: 'update' });
  }
  return docs.length;
}
