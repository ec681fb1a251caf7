import type { Collection } from '../collection';
import type { Doc } from '../engine';
import type { Expression, Scope } from '../expression/expression';

/** What changes from run to run of a compiled pipeline. */
export interface Running {
  /** `$$NOW`: one moment for a whole pipeline with all pipelines inside it. */
  readonly now: Date;
  /** `let` variables of the enclosing $lookup stages. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A compiled stage. The documents may be stored, frozen ones: a stage never changes one, it makes a new one. */
export type Stage = (docs: Iterable<Doc>, running: Running) => Iterable<Doc>;

/** A compiled pipeline over a collection. */
export type Source = (running: Running) => Iterable<Doc>;

/** Where a pipeline stands: some stages are not allowed inside others. */
export type Place = 'aggregate' | '$facet' | '$lookup' | '$unionWith';

/** What a stage may ask while its argument is checked and compiled, before any document is looked at. */
export interface Compiling {
  readonly place: Place;
  /** Undefined for a collection that does not exist: joins then find nothing, as in MongoDB. */
  collection(name: string): Collection | undefined;
  /** Names of the variables that `Running.variables` will hold. */
  readonly declared: ReadonlySet<string>;
  expression(source: unknown): Expression;
  /** A pipeline over documents that are there already ($facet). */
  over(stages: readonly Doc[], place: Place): Stage;
  /** A pipeline over another collection, with more variables. */
  from(collection: string, stages: readonly Doc[], place: Place, variables?: Iterable<string>): Source;
}

/** `ownsDocs`: the documents that will come are copies of this pipeline, each comes once, and nothing else holds them. */
export type StageCompiler = (argument: unknown, compiling: Compiling, ownsDocs: boolean) => Stage;

export const scopeOf = (root: Doc, { now, variables }: Running): Scope => ({ root, now, variables });
