/**
 * The one place that opens the platform's database and storage. Never open wx-server-sdk's database beside it: both SDKs share
 * one static requester.
 */
import cloudbase from '@cloudbase/node-sdk';
import { plain } from './plain';

/** Keys, region and address come from the environment, so the deployed bundle is the tested bundle. */
export const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, timeout: 15_000 });
export const db = app.database();
export const _ = db.command;

type Query = ReturnType<ReturnType<typeof db.collection>['where']>;

/** The platform's largest page. */
const PAGE = 1000;

export type Stored<T> = T & { readonly _id: string };

/** One document or null. Outside transactions; inside use `Transaction.get`. */
export async function read<T>(collection: string, id: string): Promise<T | null> {
  const { data } = await db.collection(collection).doc(id).get();
  return firstOf<T>(data);
}

/** Replaces one document that nothing else depends on, or makes it. */
export async function write<D extends { readonly _id: string }>(
  collection: string,
  { _id, ...fields }: D,
): Promise<void> {
  await db.collection(collection).doc(_id).set(fields);
}

/** What the SDK answers for one document: outside a transaction a list, inside it the document itself. */
export const firstOf = <T>(data: unknown): T | null =>
  plain((Array.isArray(data) ? data[0] : data) as T | undefined) ?? null;

/** Takes one document away that nothing else depends on. */
export const erase = async (collection: string, id: string): Promise<void> =>
  void (await db.collection(collection).doc(id).remove());

/** The rows of a query that must fit in one page. */
export async function rows<T>(query: Pick<Query, 'limit'>, limit: number, what: string): Promise<readonly T[]> {
  const { data } = await query.limit(limit).get();
  return complete(plain(data as T[]), limit, what);
}

/** All rows of a query, page by page; the query should name an order, so that no row moves between pages. */
export async function everyRow<T>(query: Query): Promise<readonly T[]> {
  const found: T[] = [];
  for (;;) {
    const { data } = await query.skip(found.length).limit(PAGE).get();
    found.push(...plain(data as T[]));
    if (data.length < PAGE) return found;
  }
}

/** The platform cuts a page silently at its limit; a full page is therefore an error unless the caller pages on purpose. */
export function complete<T>(rows: readonly T[], limit: number, what: string): readonly T[] {
  if (rows.length >= limit) throw new Error(`more than ${limit} ${what}: page through them`);
  return rows;
}

/** The platform has no code of its own for a duplicate key: only the message tells. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && /E11000 duplicate key/.test(error.message);
