import type { Collection } from '../collection';
import type { Doc, FindOptions } from '../engine';
import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { plainDoc } from '../values/plain';
import { compileProjection } from './project';
import { select, selectDocs, type Selection, type Wanted } from './select';
import type { View } from './view';

const defaultLimit = 100;
const maxLimit = 1000;

/** The platform reads 100 documents unless told otherwise, and never more than 1000. */
function limitOf(limit: number | undefined): number {
  if (limit === undefined || limit === 0) return defaultLimit;
  if (!Number.isInteger(limit) || limit < 0) throw requestFailed(`limit must be a non-negative integer: ${limit}`);
  return Math.min(limit, maxLimit);
}

function skipOf(skip = 0): number {
  if (!Number.isInteger(skip) || skip < 0) throw requestFailed(`skip must be a non-negative integer: ${skip}`);
  return skip;
}

function wantedBy({ query = {}, order, skip, limit }: FindOptions, now: number): Wanted {
  for (const [field, direction] of order ?? []) {
    if (direction !== 1 && direction !== -1)
      throw requestFailed(`bad sort specification of ${field}: ${String(direction)}`);
  }
  return { query: plainDoc(query, now), order, skip: skipOf(skip), limit: limitOf(limit), now: new Date(now) };
}

/** The stored documents that a find asks for, with what it took to find them. */
export const findSelection = (collection: Collection, view: View, options: FindOptions, now: number): Selection =>
  select(collection, view, wantedBy(options, now));

/** What a projection keeps of each document, undefined when it is wanted whole. */
function projecting({ projection, query = {} }: FindOptions, now: number): ((doc: Doc) => Doc) | undefined {
  if (!projection || Object.keys(projection).length === 0) return undefined;
  return compileProjection(plainDoc(projection, now), plainDoc(query, now), new Date(now));
}

/** The same as copies the caller may keep. */
export function findDocs(collection: Collection, view: View, options: FindOptions, now: number): Doc[] {
  const copy = projecting(options, now) ?? clone<Doc>;
  return selectDocs(collection, view, wantedBy(options, now)).map((doc) => copy(doc));
}

/** The stored documents themselves, for who only writes them down; with a projection, what it keeps of them. */
export function findStored(collection: Collection, view: View, options: FindOptions, now: number): Doc[] {
  const copy = projecting(options, now);
  const docs = selectDocs(collection, view, wantedBy(options, now));
  return copy ? docs.map((doc) => copy(doc)) : docs;
}
