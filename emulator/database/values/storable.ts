import { requestFailed } from '../refusals';
import type { Doc, DocId } from '../engine';
import { bsonSize } from './bsonSize';

/** https://www.mongodb.com/docs/v4.4/reference/limits/ */
const maxBytes = 16 * 1024 * 1024;
const maxDepth = 100;
/** No character takes more bytes than this in UTF-8, no field without text more than a number and its type. */
const bytesPerUnit = 3;
const bytesBeside = 12;

function assertName(name: string, path: string): void {
  if (name.startsWith('$')) {
    throw requestFailed(`The dollar ($) prefixed field '${name}' in '${path}' is not valid for storage.`);
  }
  if (name.includes('\u0000')) throw requestFailed('field names must not contain null bytes');
}

function assertScalar(value: unknown): void {
  if (value instanceof RegExp) throw requestFailed('a regular expression cannot be stored');
  if (value instanceof Date && Number.isNaN(value.getTime())) throw requestFailed('an invalid date cannot be stored');
}

/** Refuses on the way what MongoDB would not store; answers a size that the value surely does not exceed. */
function inspect(value: unknown, depth: number, path: string): number {
  if (typeof value === 'string') return value.length * bytesPerUnit + bytesBeside;
  if (typeof value !== 'object' || value === null) return bytesBeside;
  if (value instanceof Date || value instanceof RegExp) {
    assertScalar(value);
    return bytesBeside;
  }
  if (depth > maxDepth) throw requestFailed(`cannot insert document because it exceeds ${maxDepth} levels of nesting`);
  let bytes = bytesBeside;
  const isList = Array.isArray(value);
  for (const name in value) {
    const inner = path === '' ? name : `${path}.${name}`;
    if (!isList) assertName(name, inner);
    bytes += name.length * bytesPerUnit + inspect((value as Doc)[name], depth + 1, inner);
  }
  return bytes;
}

/** Refuses a document that MongoDB would not store. */
export function assertStorable(doc: Doc): void {
  if (inspect(doc, 1, '') > maxBytes) {
    const bytes = bsonSize(doc);
    if (bytes > maxBytes) {
      throw requestFailed(`object to insert too large. size in bytes: ${bytes}, max size: ${maxBytes}`);
    }
  }
  if (!isDocId(doc._id)) throw requestFailed('_id must be a string or a number');
}

export const isDocId = (id: unknown): id is DocId =>
  typeof id === 'string' || (typeof id === 'number' && !Number.isNaN(id));
