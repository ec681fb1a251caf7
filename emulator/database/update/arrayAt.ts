import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { valueAt } from './target';

/** The array at a path, undefined when the field is missing; anything else is refused. */
export function arrayAt(doc: Doc, path: string, operator: string): unknown[] | undefined {
  const value = valueAt(doc, path);
  if (value === undefined || Array.isArray(value)) return value;
  const where = `in document {_id: ${JSON.stringify(doc._id)}}`;
  throw requestFailed(`The field '${path}' must be an array for ${operator} but is of another type ${where}`);
}
