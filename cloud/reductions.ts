/** What a visit costs less than was paid goes back to whoever paid, in the transaction that found it out. */
import type { Decision } from '#domain/order/order';
import { requestRefunds } from './refundRequests';
import type { Transaction } from './transact';

/** Nothing where the decision sends nothing back. */
export async function giveBack(transaction: Transaction, { order, fact }: Decision, now: number): Promise<void> {
  const refundFen = Number(fact?.details.refundFen ?? 0);
  if (refundFen > 0) await requestRefunds(transaction, order, refundFen, now, '服务费用减免退款');
}
