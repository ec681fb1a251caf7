/** What calling an order off means beyond its state: time is free again, offers end, money goes back, people are told. */
import type { Ending } from '#domain/order/ending';
import type { Decision, Order, OrderFact } from '#domain/order/order';
import { yuan } from '#domain/payment/fen';
import { compensationEntry, feeEntry, fundEntry } from '#domain/payment/ledger';
import { raiseAlertIn } from './alerts/alerts';
import { book } from './ledger';
import { tell } from './messages';
import { loseOffers } from './offers';
import type { Change } from './orders';
import type { Effect } from './outbox';
import { endPackageVisit } from './packages/visits';
import { requestRefunds } from './refundRequests';
import { freeNurse, freeRecipientSlots } from './slots';
import type { Transaction } from './transact';
import { endRequest } from './transfer/requests';
import { returnDiscounts } from './wallet/discounts';

/** For every decision that ends an order before its time (`cancel`, `nurseNoShow` …); inside its transaction. */
export async function calledOff(transaction: Transaction, decision: Decision, now: number): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  await freeNurse(transaction, order._id);
  await freeRecipientSlots(transaction, order.recipientId, order);
  await loseOffers(transaction, order._id);
  await endRequest(transaction, order, 'orderEnded', now);
  // Nobody is followed on a way that leads nowhere any more.
  if (order.departedAt !== null) await transaction.remove('tracks', order._id);
  const amounts = amountsOf(fact);
  await bookEnding(transaction, order, amounts, now);
  await returnDiscounts(transaction, order, amounts, now);
  await endPackageVisit(transaction, order, amounts.givenFee?.package ?? 0, now);
  return { ...decision, effects: told(decision, fact) };
}

type Amounts = Ending & { readonly refundFen: number };

/** Every fen of it, and a person's errand where the platform owes the family something that no refund can carry. */
async function bookEnding(transaction: Transaction, order: Order, amounts: Amounts, now: number): Promise<void> {
  const { feeFen, nurseFeeFen, givenFee: given, fundFen, compensationFen, refundFen } = amounts;
  const { _id: orderId, nurseId } = order;
  if (refundFen > 0) await requestRefunds(transaction, order, refundFen, now);
  if (feeFen > 0 || (given?.package ?? 0) > 0)
    await book(transaction, feeEntry({ orderId, amountFen: feeFen, nurseFen: nurseFeeFen, given, nurseId }, now));
  if (fundFen > 0) await book(transaction, fundEntry({ orderId, amountFen: fundFen, nurseId }, now));
  if (compensationFen === 0) return;
  await book(transaction, compensationEntry({ orderId, amountFen: compensationFen }, now));
  const text = `护士方面的原因：请赔付患者 ${yuan(compensationFen)}，办好后关闭`;
  const alert = { _id: `compensation:${orderId}`, kind: 'compensationOwed', orderId, text } as const;
  await raiseAlertIn(transaction, { ...alert, nurseId: order.nurseId ?? '' }, now);
}

/** What the decision itself wrote down: computed once, in the rules. */
function amountsOf({ details }: OrderFact): Amounts {
  const names = ['feeFen', 'nurseFeeFen', 'fundFen', 'compensationFen', 'refundFen'] as const;
  const missing = names.filter((name) => typeof details[name] !== 'number');
  if (missing.length > 0) throw new Error(`an ending without amounts: ${missing.join(', ')}`);
  return details as unknown as Amounts;
}

/** Both sides but the one who did it. */
function told({ order }: Decision, { by, details }: OrderFact): readonly Effect[] {
  const sides = (['patient', 'nurse'] as const).filter((side) => side !== by);
  const owed = Number(details.compensationFen);
  const words = (side: 'patient' | 'nurse') =>
    side === 'patient' && owed > 0 ? `全额退款，另赔付 ${yuan(owed)}` : (order.cancelReason ?? '');
  return sides.flatMap((side) => tell(side, order, 'orderCancelled', words(side)));
}
