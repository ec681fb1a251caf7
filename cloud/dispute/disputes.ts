/** Money asked back after a visit: documents of `disputes`, and the nurse's income that waits meanwhile. */
import type { Dispute } from '#domain/dispute/dispute';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { hold, release } from '../income/holds';
import type { Transaction } from '../transact';

export const disputeOf = (transaction: Pick<Transaction, 'get'>, orderId: string): Promise<Dispute | null> =>
  transaction.get<Dispute>('disputes', orderId);

/** What an operator decides about must be there. */
export async function filedDispute(transaction: Pick<Transaction, 'get'>, orderId: string): Promise<Dispute> {
  const dispute = await disputeOf(transaction, orderId);
  if (!dispute) throw new Refusal('NOT_FOUND', { orderId });
  return dispute;
}

const causeOf = ({ _id: orderId }: Order) => ({ orderId, cause: `dispute:${orderId}` });

export const holdFor = (transaction: Transaction, order: Order, { nurseId }: Dispute, now: number): Promise<void> =>
  hold(transaction, nurseId, { ...causeOf(order), reason: '家属申请退款，正在处理', by: 'system' }, now);

export const releaseAfter = (
  transaction: Transaction,
  order: Order,
  { nurseId }: Dispute,
  now: number,
): Promise<void> => release(transaction, nurseId, causeOf(order), now);
