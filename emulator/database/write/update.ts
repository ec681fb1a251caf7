import type { Collection } from '../collection';
import type { Doc, DocId, UpdateOptions, UpdateResult } from '../engine';
import { requestFailed } from '../refusals';
import { selectDocs } from '../read/select';
import { writerView } from '../read/view';
import { compileUpdate, type UpdateSettings } from '../update/compile';
import { seedOf } from '../update/seed';
import { clone, deepFreeze } from '../values/clone';
import { sameValue } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { shownField } from '../values/shown';
import { assertStorable } from '../values/storable';
import { insertOne } from './insert';
import type { WriteSet } from './writeSet';

/** The document as it will be, or null when nothing changes. */
interface Change {
  readonly replaced: boolean;
  apply(before: Doc): Doc | null;
}

function assertSameId(before: unknown, after: unknown): void {
  if (before === undefined || after === undefined || sameValue(before, after)) return;
  throw requestFailed(
    "After applying the update, the (immutable) field '_id' was found to have been altered to " +
      shownField('_id', after),
  );
}

function replacement(update: Doc): Change {
  const operator = Object.keys(update).find((name) => name.startsWith('$'));
  if (operator) throw requestFailed(`the replacement document must not contain update operators: ${operator}`);
  const apply = (before: Doc) => {
    assertSameId(before._id, update._id);
    const after = { _id: before._id, ...clone(update) };
    return sameValue(before, after) ? null : after;
  };
  return { replaced: true, apply };
}

function operatorChange(update: Doc, settings: UpdateSettings): Change {
  const compiled = compileUpdate(update, settings);
  const apply = (before: Doc) => {
    const after = clone(before);
    return compiled.apply(after, false) ? after : null;
  };
  return { replaced: false, apply };
}

function stageChange(collection: Collection, writes: WriteSet, before: Doc, change: Change): Doc | null {
  const id = before._id as DocId;
  writes.checkLock(collection, id);
  const after = change.apply(before);
  if (!after) return null;
  assertStorable(after);
  writes.stage(collection, id, { before, after: deepFreeze(after), site: 'update', replaced: change.replaced });
  return after;
}

function upsert(collection: Collection, writes: WriteSet, options: UpdateOptions, now: Date): DocId {
  const seed = seedOf(options.query ?? {});
  if (options.replace) {
    assertSameId(seed._id, options.update._id);
    const id = seed._id ?? options.update._id;
    return insertOne(
      collection,
      writes,
      { ...(id === undefined ? {} : { _id: id }), ...clone(options.update) },
      'update',
    );
  }
  compileUpdate(options.update, { now }).apply(seed, true);
  return insertOne(collection, writes, seed, 'update');
}

/** What a query says by an expression is nothing a new document could begin with. */
function mentionsExpr(query: Doc): boolean {
  return Object.entries(query).some(
    ([name, part]) =>
      name === '$expr' || (Array.isArray(part) && part.some((one) => isPlainObject(one) && mentionsExpr(one))),
  );
}

function refuseImpossible({ query = {}, multi, replace, upsert: inserts }: UpdateOptions): void {
  if (multi && replace) throw requestFailed('multi update is not supported for replacement-style update');
  if (inserts && mentionsExpr(query)) {
    throw requestFailed('$expr is not allowed in the query predicate for an upsert');
  }
}

/** Stages an update of the first match or of all. Arguments are private copies already. */
export function updateDocs(collection: Collection, writes: WriteSet, options: UpdateOptions, now: Date): UpdateResult {
  const { query = {}, update, multi = false, replace = false } = options;
  refuseImpossible(options);
  const change = replace ? replacement(update) : operatorChange(update, { query, now });
  const docs = selectDocs(collection, writerView(collection, writes), { query, limit: multi ? Infinity : 1, now });
  if (docs.length === 0 && options.upsert) {
    return { matched: 0, updated: 0, upsertedId: upsert(collection, writes, options, now) };
  }
  let updated = 0;
  for (const before of docs) if (stageChange(collection, writes, before, change)) updated += 1;
  return { matched: docs.length, updated, upsertedId: null };
}

/** What `updateFirst` needs: a query, an update, and the moment it happens. */
export interface FirstUpdate {
  readonly query: Doc;
  readonly update: Doc;
  readonly now: Date;
}

/** Changes the first match; answers it as it is afterwards, changed or not. */
export function updateFirst(collection: Collection, writes: WriteSet, { query, update, now }: FirstUpdate): Doc | null {
  const change = operatorChange(update, { query, now });
  const [before] = selectDocs(collection, writerView(collection, writes), { query, limit: 1, now });
  if (!before) return null;
  return stageChange(collection, writes, before, change) ?? before;
}
