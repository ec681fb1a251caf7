/** What the rest of the emulator may ask of the database. Everything behind it lives in this folder. */

/** Scalars are JavaScript's own plus Date and RegExp; GeoJSON is plain; ids are strings or numbers. */
export type Doc = { [field: string]: unknown };
export type DocId = string | number;

export interface IndexSpec {
  readonly name: string;
  /** Order matters: leading equality fields may stand before a 2dsphere field. */
  readonly keys: Readonly<Record<string, 1 | -1 | '2dsphere'>>;
  readonly unique?: boolean;
  /** Documents that have none of the fields are left out. */
  readonly sparse?: boolean;
  /** TTL: documents go so many seconds after the date in the (only) field. */
  readonly expireAfterSeconds?: number;
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
  /** The whole document was given anew (`set`), not changed by operators. */
  readonly replaced?: true;
}

export interface Commit {
  readonly sequence: number;
  readonly changes: readonly Change[];
}

/** One way candidates are found; a `$or` may take several, one for each branch. */
export interface ScanExplanation {
  /** null = every document of the collection, in order of insertion. */
  readonly index: string | null;
  /** `ids` looks documents up by their `_id`; `near` and `area` search a 2dsphere index. */
  readonly kind: 'collection' | 'ids' | 'index' | 'near' | 'area';
  /** For each field of the index the intervals that are read, like `["PAID", "PAID"]` or `(5, Infinity]`. */
  readonly bounds: Readonly<Record<string, readonly string[]>>;
  readonly direction: 'forwards' | 'backwards';
  /** Index entries (or documents) the scan would read to its end. */
  readonly estimated: number;
}

/** How a find was carried out. */
export interface Explanation {
  /** The index used; those of a `$or` joined by " | "; null = none. */
  readonly index: string | null;
  /** Documents looked at. */
  readonly examined: number;
  readonly returned: number;
  readonly scans: readonly ScanExplanation[];
  /** Index entries read. */
  readonly examinedKeys: number;
  /** `index`: they came in order; `memory`: sorted afterwards; `none`: no order was asked for. */
  readonly sort: 'none' | 'index' | 'memory';
  /** The other ways that were weighed, with the candidates each would have read. */
  readonly considered: readonly { readonly index: string | null; readonly estimated: number }[];
}

/** Every call may carry the id of an open transaction. Errors are EngineError with the platform's codes and texts. */
export interface Engine {
  createCollection(name: string): Promise<void>;
  /** Its documents and indexes go with it; open transactions that wrote to it cannot commit any more. */
  dropCollection(name: string): Promise<void>;
  hasCollection(name: string): boolean;
  collections(): string[];
  indexes(collection: string): readonly IndexSpec[];
  createIndex(collection: string, index: IndexSpec): Promise<void>;
  dropIndex(collection: string, name: string): Promise<void>;
  insert(collection: string, docs: readonly Doc[], transaction?: string): Promise<DocId[]>;
  find(collection: string, options: FindOptions, transaction?: string): Promise<Doc[]>;
  /** The same without copying: frozen documents (with a projection, copies), whose dates must not be changed either. */
  findStored(collection: string, options: FindOptions, transaction?: string): Promise<Doc[]>;
  count(collection: string, query?: Doc): Promise<number>;
  update(collection: string, options: UpdateOptions, transaction?: string): Promise<UpdateResult>;
  /** Changes the first match and returns it as it is afterwards. */
  updateAndReturn(collection: string, query: Doc, update: Doc, transaction?: string): Promise<Doc | null>;
  remove(collection: string, query: Doc | undefined, multi: boolean, transaction?: string): Promise<number>;
  aggregate(collection: string, pipeline: readonly Doc[]): Promise<Doc[]>;
  /** The same without copying: documents may share parts with stored, frozen ones. */
  aggregateStored(collection: string, pipeline: readonly Doc[]): Promise<Doc[]>;
  explain(collection: string, options: FindOptions): Promise<Explanation>;
  startTransaction(): string;
  commit(transaction: string): Promise<void>;
  abort(transaction: string): Promise<void>;
  /** Removes what the TTL indexes say is over by now; answers how many documents went. */
  removeExpired(): Promise<number>;
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
