/**
 * The one way to change several documents at once. Only `doc()` calls, `add` and `where().get` belong to a transaction;
 * this wrapper offers nothing else, so that nothing slips outside.
 */
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
}

const TRIES = 12;
const MOST_FOUND = 100;

/** Reads, decides, writes; on conflict all of it runs again, so `work` must be free of effects outside the transaction. */
export async function transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const platform = await db.startTransaction();
    try {
      const result = await work(wrapped(platform));
      await platform.commit();
      return result;
    } catch (error) {
      const conflict = (error as { code?: string }).code === 'DATABASE_TRANSACTION_CONFLICT';
      // A transaction that lost a conflict is gone already; rolling any other back twice does no harm.
      if (!conflict) await platform.rollback().catch((late: unknown) => console.warn('rollback', late));
      if (!conflict || attempt >= TRIES) throw error;
      await pause(attempt);
    }
  }
}

/** A growing, uneven pause: those who collided do not collide again in step. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.min(20 * attempt, 150) * (0.5 + Math.random())));

function wrapped(platform: Awaited<ReturnType<typeof db.startTransaction>>): Transaction {
  return {
    async get<T>(collection: string, id: string) {
      const { data } = await platform.collection(collection).doc(id).get();
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
      await platform.collection(collection).doc(_id).set(fields);
    },
    async remove(collection, id) {
      await platform.collection(collection).doc(id).remove();
    },
    async increment(collection, id, field) {
      const { updated } = await platform
        .collection(collection)
        .doc(id)
        .update({ [field]: _.inc(1) });
      return updated === 1;
    },
  };
}
