import type { Doc, DocId, IndexSpec } from '../engine';

/** One step of a record: a document put or removed, or a change of the collections themselves. */
export type Operation =
  | { readonly put: Doc; readonly in: string }
  | { readonly remove: DocId; readonly in: string }
  | { readonly createCollection: string }
  | { readonly dropCollection: string }
  | { readonly createIndex: IndexSpec; readonly in: string }
  | { readonly dropIndex: string; readonly in: string };

/** All that one commit does: on disk it is there whole or not at all. */
export interface LogRecord {
  readonly sequence: number;
  readonly operations: readonly Operation[];
}
