/** What calling an order off means beyond its state: time is free again, offers end, money goes back, people are told. */
import type { Decision, OrderFact } from '#domain/order/order';
import { feeEntry } from '#domain/payment/ledger';
import { book } from './ledger';
import { tell } from './messages';
import { loseOffers } from './offers';
import type { Change } from './orders';
import type { Effect } from './outbox';
import { requestRefunds } from './refundRequests';
import { freeNurse, freeRecipientSlots } from './slots';
import type { Transaction } from './transact';

/** For every decision that ends an order before its visit (`cancel`, `expireUnpaid`); inside its transaction. */
export async function calledOff(transaction: Transaction, decision: Decision, now: number): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  await freeNurse(transaction, order._id);
  await freeRecipientSlots(transaction, order.recipientId, order);
  await loseOffers(transaction, order._id);
  // Nobody is followed on a way that leads nowhere any more.
  if (order.departedAt !== null) await transaction.remove('tracks', order._id);
  const { feeFen, refundFen } = amountsOf(fact);
  if (refundFen > 0) await requestRefunds(transaction, order, refundFen, now);
  if (feeFen > 0) await book(transaction, feeEntry({ orderId: order._id, amountFen: feeFen }, now));
  return { ...decision, effects: told(decision, fact) };
}

/** What the decision itself wrote down: computed once, in the rules. */
function amountsOf({ details }: OrderFact): { feeFen: number; refundFen: number } {
  const { feeFen, refundFen } = details;
  if (typeof feeFen !== 'number' || typeof refundFen !== 'number') throw new Error('a cancellation without amounts');
  return { feeFen, refundFen };
}

/** Both sides but the one who did it. */
function told({ order }: Decision, { by }: OrderFact): readonly Effect[] {
  const sides = (['patient', 'nurse'] as const).filter((side) => side !== by);
  return sides.flatMap((side) => tell(side, order, 'orderCancelled', order.cancelReason ?? ''));
}
