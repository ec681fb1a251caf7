import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import type { WriteSet } from '../write/writeSet';

/** Which version of each document a reader sees. */
export interface View {
  get(id: DocId): Doc | undefined;
  /** Documents that indexes may not know in this version; they are looked at one by one. */
  readonly aside: ReadonlySet<DocId>;
}

const nothing: ReadonlySet<DocId> = new Set();

/** The newest committed documents. */
export const committedView = (collection: Collection): View => ({
  get: (id) => collection.docs.get(id),
  aside: nothing,
});

/** A write in progress: its own changes over the committed documents, or over its snapshot of them. */
export function writerView(collection: Collection, writes: WriteSet): View {
  if (writes.snapshot === null && !writes.touches(collection)) return committedView(collection);
  const aside = new Set<DocId>(writes.snapshot === null ? [] : collection.idsWithPast());
  for (const id of writes.changesOf(collection).keys()) aside.add(id);
  return { get: (id) => writes.see(collection, id), aside };
}
