import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { valueAt } from './target';

/** The array at a path, undefined when the field is missing; anything else is refused, each operator in its words. */
export function arrayAt(doc: Doc, path: string, refusal: (value: unknown) => string): unknown[] | undefined {
  const value = valueAt(doc, path);
  if (value === undefined || Array.isArray(value)) return value;
  throw requestFailed(refusal(value));
}
