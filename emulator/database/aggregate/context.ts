import type { Collection } from '../collection';
import type { Doc } from '../engine';

/** What a stage may know besides its documents. */
export interface StageContext {
  /** Undefined for a collection that does not exist: joins then find nothing, as in MongoDB. */
  readonly collection: (name: string) => Collection | undefined;
  /** `let` variables of the enclosing $lookup. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A stage turns documents (frozen, perhaps stored ones) into documents. */
export type Stage = (docs: readonly Doc[], argument: unknown, context: StageContext) => readonly Doc[];
