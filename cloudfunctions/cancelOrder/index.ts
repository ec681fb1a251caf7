/**
 * The patient or the nurse calls it off; the published tiers decide what comes back. A nurse who backs out before payment costs
 * the patient nothing but time: the search goes on. A preview changes nothing.
 */
import { CancelOrder, type CancelOrderReply } from '#contract/cancelOrder';
import { release } from '#domain/order/accept';
import { cancel, cancellation, type Cancellation } from '#domain/order/cancel';
import { calledOff } from '#cloud/cancellations';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { tell } from '#cloud/messages';
import type { Offer } from '#cloud/offers';
import { changeOrder, orderById } from '#cloud/orders';
import { sideOf } from '#cloud/parties';
import { noteDone } from '#cloud/people/activities';
import { freeNurse } from '#cloud/slots';

const NOTHING: Cancellation = { tier: 'R0', feeFen: 0, refundFen: 0 };

export const main = fromMiniProgram(CancelOrder, async (input, account, now): Promise<CancelOrderReply> => {
  const { orderId, reason, preview } = input;
  const before = await orderById(orderId);
  const side = await sideOf(before, account, 'manage', now);
  const backsOut = side === 'nurse' && before.status === 'pendingPayment';
  if (preview) return backsOut ? NOTHING : cancellation(before, side, now);

  let terms = NOTHING;
  const after = await changeOrder(orderId, async (order, transaction) => {
    const by = await sideOf(order, account, 'manage', now, transaction.get);
    if (by === 'nurse' && order.status === 'pendingPayment') {
      await freeNurse(transaction, orderId);
      const effects = tell('patient', order, 'orderReleased', '护士无法上门，正在为您重新寻找护士');
      const declined = await transaction.find<Offer>('offers', { orderId, status: 'declined' });
      const declinedNurseIds = declined.map(({ nurseId }) => nurseId);
      return { ...release(order, 'nurse', { reason, declinedNurseIds }, now), effects };
    }
    terms = cancellation(order, by, now);
    if (by === 'patient') await noteDone(transaction, order, account.userId, 'cancelled', now);
    return calledOff(transaction, cancel(order, by, reason, now), now);
  });
  // A nurse who is on her way must hear of it now.
  await (after.status === 'pendingAcceptance' ? poke('dispatchMatch', { orderId }) : poke('outboxTimer'));
  return terms;
});
