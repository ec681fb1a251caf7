/** What the rest of the emulator may ask of the database. Everything behind it lives in this folder. */

/** Scalars are JavaScript's own plus Date and RegExp; GeoJSON is plain; ids are strings or numbers. */
export type Doc = { [field: string]: unknown };
export type DocId = string | number;

export interface IndexSpec {
  readonly name: string;
  /** Order matters: leading equality fields may stand before a 2dsphere field. */
  readonly keys: Readonly<Record<string, 1 | -1 | '2dsphere'>>;
  readonly unique?: boolean;
}

export interface FindOptions {
  readonly query?: Doc;
  readonly order?: readonly (readonly [field: string, direction: 1 | -1])[];
  readonly skip?: number;
  /** Default 100, never more than 1000: the platform cuts there too. */
  readonly limit?: number;
  readonly projection?: Doc;
}

export interface UpdateOptions {
  readonly query?: Doc;
  /** Update operators, or with `replace` the whole new document without `_id`. */
  readonly update: Doc;
  readonly multi?: boolean;
  readonly upsert?: boolean;
  readonly replace?: boolean;
}

export interface UpdateResult {
  readonly matched: number;
  /** Documents that really changed (MongoDB's nModified). */
  readonly updated: number;
  readonly upsertedId: DocId | null;
}

/** One document's step in a commit; `before` null = inserted, `after` null = removed. */
export interface Change {
  readonly collection: string;
  readonly id: DocId;
  readonly before: Doc | null;
  readonly after: Doc | null;
}

export interface Commit {
  readonly sequence: number;
  readonly changes: readonly Change[];
}

export interface Explanation {
  readonly index: string | null;
  readonly examined: number;
  readonly returned: number;
}

/** Every call may carry the id of an open transaction. Errors are EngineError with the platform's codes and texts. */
export interface Engine {
  createCollection(name: string): Promise<void>;
  hasCollection(name: string): boolean;
  collections(): string[];
  indexes(collection: string): readonly IndexSpec[];
  createIndex(collection: string, index: IndexSpec): Promise<void>;
  dropIndex(collection: string, name: string): Promise<void>;
  insert(collection: string, docs: readonly Doc[], transaction?: string): Promise<DocId[]>;
  find(collection: string, options: FindOptions, transaction?: string): Promise<Doc[]>;
  count(collection: string, query?: Doc): Promise<number>;
  update(collection: string, options: UpdateOptions, transaction?: string): Promise<UpdateResult>;
  /** Changes the first match and returns it as it is afterwards. */
  updateAndReturn(collection: string, query: Doc, update: Doc, transaction?: string): Promise<Doc | null>;
  remove(collection: string, query: Doc | undefined, multi: boolean, transaction?: string): Promise<number>;
  aggregate(collection: string, pipeline: readonly Doc[]): Promise<Doc[]>;
  explain(collection: string, options: FindOptions): Promise<Explanation>;
  startTransaction(): string;
  commit(transaction: string): Promise<void>;
  abort(transaction: string): Promise<void>;
  /** Called once for each commit, in order, after it is durable. Returns the way to stop. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** The same predicate that queries use, for watches and rules. */
  matches(doc: Doc, query: Doc): boolean;
  close(): Promise<void>;
}

/** A refusal in the platform's words: `code` and `message` travel to the SDK as they are. */
export class EngineError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
