/** What an aggregation expression may see while it runs: one document and the variables around it. */
export interface Scope {
  /** `$$ROOT`, and what `$field` paths are read from unless `$$CURRENT` is rebound. */
  readonly root: unknown;
  /** `$$NOW`: the same moment for a whole pipeline. */
  readonly now: Date;
  /** `let` variables and those of `$map`, `$filter`, `$reduce`, by name without `$$`. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A compiled expression. `undefined` means the value is missing, which is not the same as null. */
export type Expression = (scope: Scope) => unknown;
