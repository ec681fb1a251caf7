import { requestFailed } from '../refusals';
import type { Doc, DocId } from '../engine';

const maxBytes = 16 * 1024 * 1024;
const maxDepth = 100;

/** Adds up roughly what the value takes in BSON, refusing on the way what MongoDB would not store. */
function weigh(value: unknown, depth: number): number {
  if (depth > maxDepth) throw requestFailed(`document is nested deeper than ${maxDepth} levels`);
  if (typeof value === 'string') return value.length + 5;
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8;
  if (value instanceof RegExp) throw requestFailed('a regular expression cannot be stored');
  let bytes = 5;
  for (const name of Object.keys(value)) {
    if (name.startsWith('$') && !Array.isArray(value)) {
      throw requestFailed(`The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`);
    }
    bytes += name.length + 2 + weigh((value as Doc)[name], depth + 1);
  }
  return bytes;
}

/** Refuses a document that MongoDB would not store. */
export function assertStorable(doc: Doc): void {
  const bytes = weigh(doc, 0);
  if (bytes > maxBytes)
    throw requestFailed(`object to insert too large. size in bytes: ${bytes}, max size: ${maxBytes}`);
  if (!isDocId(doc._id)) throw requestFailed('_id must be a string or a number');
}

export const isDocId = (id: unknown): id is DocId =>
  typeof id === 'string' || (typeof id === 'number' && !Number.isNaN(id));
