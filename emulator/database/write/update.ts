import type { Collection } from '../collection';
import type { Doc, DocId, UpdateOptions, UpdateResult } from '../engine';
import { conditionsOf } from '../plan/conditions';
import { requestFailed } from '../refusals';
import { select } from '../read/select';
import { writerView } from '../read/view';
import { compileUpdate } from '../update/compile';
import { reach } from '../update/target';
import { clone, deepFreeze } from '../values/clone';
import { sameValue } from '../values/compare';
import { assertStorable } from '../values/storable';
import { insertOne } from './insert';
import type { WriteSet } from './writeSet';

/** The document as it will be, or null when nothing changes. */
type Change = (before: Doc) => Doc | null;

function replacement(update: Doc): Change {
  const operator = Object.keys(update).find((name) => name.startsWith('$'));
  if (operator) throw requestFailed(`the replacement document must not contain update operators: ${operator}`);
  return (before) => {
    if (update._id !== undefined && !sameValue(update._id, before._id)) {
      throw requestFailed("the (immutable) field '_id' was found to have been altered");
    }
    const after = { _id: before._id, ...clone(update) };
    return sameValue(before, after) ? null : after;
  };
}

function operatorChange(update: Doc): Change {
  const compiled = compileUpdate(update);
  return (before) => {
    const after = clone(before);
    return compiled.apply(after, false) ? after : null;
  };
}

function stageChange(collection: Collection, writes: WriteSet, before: Doc, change: Change): Doc | null {
  const id = before._id as DocId;
  writes.checkLock(collection, id);
  const after = change(before);
  if (!after) return null;
  assertStorable(after);
  writes.stage(collection, id, before, deepFreeze(after), 'update');
  return after;
}

/** What the query says by equality becomes part of an upserted document. */
function seedOf(query: Doc): Doc {
  const seed: Doc = {};
  for (const [path, { oneOf }] of conditionsOf(query)) {
    if (oneOf?.length === 1) reach(seed, path).set(clone(oneOf[0]));
  }
  return seed;
}

function upsert(collection: Collection, writes: WriteSet, options: UpdateOptions): DocId {
  const seed = seedOf(options.query ?? {});
  if (options.replace) {
    const id = seed._id ?? options.update._id;
    return insertOne(
      collection,
      writes,
      { ...(id === undefined ? {} : { _id: id }), ...clone(options.update) },
      'update',
    );
  }
  compileUpdate(options.update).apply(seed, true);
  return insertOne(collection, writes, seed, 'update');
}

/** Stages an update of the first match or of all. Arguments are private copies already. */
export function updateDocs(collection: Collection, writes: WriteSet, options: UpdateOptions): UpdateResult {
  const { query = {}, update, multi = false, replace = false } = options;
  const change = replace ? replacement(update) : operatorChange(update);
  const { docs } = select(collection, writerView(collection, writes), { query, limit: multi ? Infinity : 1 });
  if (docs.length === 0 && options.upsert) {
    return { matched: 0, updated: 0, upsertedId: upsert(collection, writes, options) };
  }
  let updated = 0;
  for (const before of docs) if (stageChange(collection, writes, before, change)) updated += 1;
  return { matched: docs.length, updated, upsertedId: null };
}

/** Changes the first match; answers it as it is afterwards, changed or not. */
export function updateFirst(collection: Collection, writes: WriteSet, query: Doc, update: Doc): Doc | null {
  const change = operatorChange(update);
  const [before] = select(collection, writerView(collection, writes), { query, limit: 1 }).docs;
  if (!before) return null;
  return stageChange(collection, writes, before, change) ?? before;
}
