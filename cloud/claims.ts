import { _, db } from './database';
import { plain } from './plain';

/** A row that a timer finds when it is due. */
export interface Due {
  readonly _id: string;
  readonly state: string;
}

/** The rows in a state whose hour has come, longest due first. More may follow: sweeps ask again. */
export async function dueRows<R extends Due>(
  collection: string,
  state: R['state'],
  dueField: keyof R & string,
  now: number,
  limit: number,
): Promise<readonly R[]> {
  const { data } = await db
    .collection(collection)
    .where({ state, [dueField]: _.lte(now) })
    .orderBy(dueField, 'asc')
    .limit(limit)
    .get();
  return plain(data as R[]);
}

/**
 * Takes a row for this sweep by moving the instant at which it is due next. Of two sweeps that saw the same row exactly one gets
 * it; where the winner dies, the row is due again at that instant.
 */
export async function claim<R extends Due>(
  collection: string,
  row: R,
  dueField: keyof R & string,
  change: Partial<R>,
): Promise<boolean> {
  const seen = { _id: row._id, state: row.state, [dueField]: row[dueField] };
  const { updated } = await db.collection(collection).where(seen).update(change);
  return updated === 1;
}
