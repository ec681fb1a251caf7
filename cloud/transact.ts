/**
 * The one way to change several documents at once. Only `doc()` calls, `add` and `where().get` belong to a transaction;
 * this wrapper offers nothing else, so that nothing slips outside.
 */
import { isDeepStrictEqual } from 'node:util';
import { _, complete, db, firstOf } from './database';
import { plain } from './plain';

export interface Transaction {
  get<T>(collection: string, id: string): Promise<T | null>;
  /** At most 99 documents; more are an error. */
  find<T>(collection: string, where: Readonly<Record<string, unknown>>): Promise<readonly T[]>;
  /** Refused by the database when the id exists. */
  add<D extends { readonly _id: string }>(collection: string, document: D): Promise<void>;
  /** Many documents of one collection in one message; none where there are none. */
  addAll<D extends { readonly _id: string }>(collection: string, documents: readonly D[]): Promise<void>;
  /** Replaces the whole document, or makes it. */
  put<D extends { readonly _id: string }>(collection: string, document: D): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
  /** Adds one to a number; false where there is no such document. */
  increment(collection: string, id: string, field: string): Promise<boolean>;
  /** Some of what `get` answers was read before the transaction began (`Seen`). */
  readonly trusting: boolean;
}

/**
 * Documents by collection as they were read a moment ago, beside something else: the first try works on them instead of reading
 * them again. Only where the try would fail had they changed since: an order, whose next version is an event that is added only
 * once, or what such an addition guards as well. Whatever goes wrong on that try, a refusal too, is tried again with everything read.
 */
export type Seen = Readonly<Record<string, readonly { readonly _id: string }[]>>;

const TRIES = 12;
const MOST_FOUND = 100;

/** Reads, decides, writes; on conflict all of it runs again, so `work` must be free of effects outside the transaction. */
export async function transact<T>(work: (transaction: Transaction) => Promise<T>, seen: Seen = {}): Promise<T> {
  const isAnySeen = Object.values(seen).some((documents) => documents.length > 0);
  for (let attempt = isAnySeen ? 0 : 1; ; attempt += 1) {
    const trusting = attempt === 0;
    const platform = await db.startTransaction();
    let isWorkDone = false;
    try {
      const result = await work(wrapped(platform, trusting ? seen : null));
      isWorkDone = true;
      await platform.commit();
      return result;
    } catch (error) {
      const conflict = (error as { code?: string }).code === 'DATABASE_TRANSACTION_CONFLICT';
      // A transaction that lost a conflict is gone already; rolling any other back twice does no harm.
      if (!conflict) await platform.rollback().catch((late: unknown) => console.warn('rollback', late));
      if (trusting && (conflict || !isWorkDone)) continue;
      if (!conflict || attempt >= TRIES) throw error;
      await pause(attempt);
    }
  }
}

/** A growing, uneven pause: those who collided do not collide again in step. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.min(20 * attempt, 150) * (0.5 + Math.random())));

type Platform = Awaited<ReturnType<typeof db.startTransaction>>;

function wrapped(platform: Platform, seen: Seen | null): Transaction {
  const written = new Set<string>();
  const seenOf = (collection: string, id: string) =>
    written.has(`${collection}/${id}`) ? undefined : seen?.[collection]?.find(({ _id }) => _id === id);
  const doc = (collection: string, id: string, isWritten: boolean) => {
    if (isWritten) written.add(`${collection}/${id}`);
    return platform.collection(collection).doc(id);
  };
  return {
    trusting: seen !== null,
    async get<T>(collection: string, id: string) {
      const known = seenOf(collection, id);
      if (known) return known as T;
      const { data } = await doc(collection, id, false).get();
      return firstOf<T>(data);
    },
    async find<T>(collection: string, where: Readonly<Record<string, unknown>>) {
      const { data } = await platform.collection(collection).where(where).limit(MOST_FOUND).get();
      return complete(plain(data as T[]), MOST_FOUND, `${collection} in a transaction`);
    },
    async add(collection, document) {
      await platform.collection(collection).add(document);
    },
    async addAll(collection, documents) {
      if (documents.length > 0) await platform.collection(collection).add([...documents]);
    },
    async put(collection, { _id, ...fields }) {
      const known = seenOf(collection, _id);
      const place = doc(collection, _id, true);
      if (!known) return void (await place.set(fields));
      const { updated } = await place.update(changesOf(known, fields));
      if (updated !== 1) throw new Error(`${collection}/${_id} is gone, or as it should become`);
    },
    async remove(collection, id) {
      await doc(collection, id, true).remove();
    },
    async increment(collection, id, field) {
      const { updated } = await doc(collection, id, true).update({ [field]: _.inc(1) });
      return updated === 1;
    },
  };
}

/** Only what differs is written over a document that was read before: what others wrote beside it stays. */
function changesOf(before: object, after: object): Record<string, unknown> {
  const [was, is] = [before, after] as Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
  names.delete('_id');
  const differing = [...names].filter((name) => !isDeepStrictEqual(was?.[name], is?.[name]));
  return Object.fromEntries(differing.map((name) => [name, is?.[name] === undefined ? _.remove() : _.set(is[name])]));
}
