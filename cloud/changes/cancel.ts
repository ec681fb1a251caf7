/** The patient or the nurse calls it off. A nurse who backs out before payment costs the patient nothing but time. */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { release } from '#domain/order/accept';
import { cancel, type Cancellation, cancellation } from '#domain/order/cancel';
import { FREE, givenBack } from '#domain/order/ending';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { calledOff } from '../cancellations';
import { poke } from '../functions';
import { tell } from '../messages';
import type { Offer } from '../offers';
import { type Change, changeOrder, orderById } from '../orders';
import { sideOf } from '../parties';
import { noteDone } from '../people/activities';
import { operations } from '../settings';
import { freeNurse } from '../slots';
import type { Transaction } from '../transact';

const NOTHING: Cancellation = { tier: 'R0', ...FREE, refundFen: 0 };

function shown(order: Order, terms: Cancellation): ChangeTerms {
  const { tier, feeFen, refundFen, compensationFen } = terms;
  // A nurse who backs out ends nothing: the search goes on, coupon and points stay with the order.
  const back = terms === NOTHING ? null : givenBack(order, terms);
  return { tier, feeFen, refundFen, ...(compensationFen > 0 && { compensationFen }), ...(back && { givenBack: back }) };
}

export async function callOff(asked: Asked<'cancel'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, reason, preview, expectedFeeFen, expectedPackage } = asked;
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  const side = await sideOf(before, account, 'manage', now);
  if (preview) return shown(before, backsOut(side, before) ? NOTHING : cancellation(before, side, now, p));

  let terms = NOTHING;
  const after = await changeOrder(orderId, async (order, transaction) => {
    const by = await sideOf(order, account, 'manage', now, transaction.get);
    if (backsOut(by, order)) return backOut(transaction, order, reason, now);
    terms = cancellation(order, by, now, p);
    const prepaid = givenBack(order, terms)?.package;
    const feeIsOther = expectedFeeFen !== undefined && terms.feeFen !== expectedFeeFen;
    if (feeIsOther || (expectedPackage !== undefined && prepaid !== expectedPackage)) {
      throw new Refusal('TERMS_CHANGED', { ...shown(order, terms) });
    }
    if (by === 'patient') await noteDone(transaction, order, account.userId, 'cancelled', now);
    return calledOff(transaction, cancel(order, by, reason, now, p), now);
  });
  // A nurse who is on her way must hear of it now.
  await (after.status === 'pendingAcceptance' ? poke('dispatchMatch', { orderId }) : poke('outboxTimer'));
  return shown(before, terms);
}

const backsOut = (side: 'patient' | 'nurse', { status }: Order) => side === 'nurse' && status === 'pendingPayment';

async function backOut(transaction: Transaction, order: Order, reason: string, now: number): Promise<Change> {
  await freeNurse(transaction, order._id);
  const effects = tell('patient', order, 'orderReleased', '护士无法上门，正在为您重新寻找护士');
  const declined = await transaction.find<Offer>('offers', { orderId: order._id, status: 'declined' });
  const declinedNurseIds = declined.map(({ nurseId }) => nurseId);
  return { ...release(order, 'nurse', { reason, declinedNurseIds }, now), effects };
}
