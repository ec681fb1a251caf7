import type { Scope } from '../expression';

/** A scope whose variables may be set again and again while a loop runs; the outer scope is left alone. */
export interface InnerScope extends Scope {
  readonly variables: Record<string, unknown>;
}

export const innerScope = (outer: Scope): InnerScope => ({
  root: outer.root,
  now: outer.now,
  variables: { ...outer.variables },
});
