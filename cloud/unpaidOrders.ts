/** Orders nobody paid yet keep nurses busy: one account has only a few at once. */
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { _ } from './database';
import type { Transaction } from './transact';

/**
 * Inside the transaction that adds `order`, before it does. Whoever books writes the account's document: of two at once one runs
 * again and sees the other's order. Visits of a series are not counted.
 */
export async function assertFewUnpaid(transaction: Transaction, order: Order, most: number): Promise<void> {
  const { patientUserId, seriesId } = order;
  if (seriesId) return;
  await transaction.increment('users', patientUserId, 'booked');
  const unpaid = await transaction.find<Order>('orders', {
    patientUserId,
    status: _.in(['pendingAcceptance', 'pendingPayment']),
    'money.paidFen': 0,
    seriesId: _.exists(false),
  });
  if (unpaid.length >= most) throw new Refusal('TOO_MANY_UNPAID', { unpaid: unpaid.length, most });
}
