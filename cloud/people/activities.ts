/** Who did what for whom: visible to the family, never changed, no words of anybody in it (requirement A4). */
import type { CareAct } from '#contract/shareCare';
import type { Order } from '#domain/order/order';
import { _, db } from '../database';
import { newId } from '../newId';
import { plain } from '../plain';
import type { Transaction } from '../transact';

/** A document of `careActivities`. */
export interface CareActivity {
  readonly _id: string;
  readonly recipientId: string;
  readonly userId: string;
  readonly act: CareAct;
  readonly orderId: string | null;
  readonly at: number;
}

export type Done = Omit<CareActivity, '_id' | 'orderId'> & { readonly orderId?: string };

/** In the transaction of what was done, so that nothing is done without it. */
export const noteActivity = (transaction: Transaction, { orderId, ...done }: Done): Promise<void> =>
  transaction.add('careActivities', { _id: newId(), ...done, orderId: orderId ?? null } satisfies CareActivity);

/** The same about an order. */
export const noteDone = (
  transaction: Transaction,
  { _id: orderId, recipientId }: Order,
  userId: string,
  act: CareAct,
  now: number,
): Promise<void> => noteActivity(transaction, { recipientId, userId, act, orderId, at: now });

/** Newest first, one more than asked for where there are more. */
export async function activitiesBefore(
  recipientId: string,
  before: number,
  limit: number,
): Promise<readonly CareActivity[]> {
  const { data } = await db
    .collection('careActivities')
    .where({ recipientId, at: _.lt(before) })
    .orderBy('at', 'desc')
    .limit(limit)
    .get();
  return plain(data as CareActivity[]);
}
