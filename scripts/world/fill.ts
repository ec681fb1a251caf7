/** Fills an empty environment, in bulk, through the platform's own SDK. */
import { db } from '#cloud/database';
import type { Documents } from './baseData';

const AT_ONCE = 200;

/** Only what is not there is added: operators' changes to the catalogue or the numbers survive a restart. */
export async function fillMissing(documents: Documents): Promise<number> {
  let added = 0;
  for (const [collection, wanted] of Object.entries(documents)) {
    const { data } = await db.collection(collection).field({ _id: true }).limit(1000).get();
    const known = new Set((data as { _id: string }[]).map(({ _id }) => _id));
    const missing = (wanted as readonly { _id: string }[]).filter(({ _id }) => !known.has(_id));
    await addAll(collection, missing);
    added += missing.length;
  }
  return added;
}

export async function addAll(collection: string, documents: readonly object[]): Promise<void> {
  for (let from = 0; from < documents.length; from += AT_ONCE) {
    await db.collection(collection).add(documents.slice(from, from + AT_ONCE) as object);
  }
}

/** Whether the demo's people live here already. */
export async function hasPeople(): Promise<boolean> {
  const { total } = (await db.collection('nurses').count()) as { total: number };
  return total > 0;
}
