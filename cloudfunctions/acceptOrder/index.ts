/** A nurse takes the offer. The first valid acceptance wins; her half hours are taken in the same transaction. */
import { AcceptOrder, type AcceptOrderReply } from '#contract/acceptOrder';
import { accept } from '#domain/order/accept';
import { Refusal } from '#domain/refusal';
import { bookingFor, taken } from '#cloud/acceptance';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { nurseIn } from '#cloud/nurses';
import { offerId, type Offer } from '#cloud/offers';
import { changeOrder } from '#cloud/orders';
import { operations } from '#cloud/settings';

export const main = fromNurse(AcceptOrder, async ({ orderId }, nurse, now): Promise<AcceptOrderReply> => {
  const p = await operations(now);
  await changeOrder(orderId, async (order, transaction) => {
    const offer = await transaction.get<Offer>('offers', offerId(orderId, nurse._id));
    // Who was never asked learns no more about the order than that.
    if (!offer) throw new Refusal('NOT_FOUND', { orderId });
    // As she is now: since she was read at the door she may have been suspended, or have changed her plan.
    const current = await nurseIn(transaction, nurse._id);
    const decision = accept(order, current, offer, now, p);
    if (!decision.fact) return decision;
    const change = await taken(transaction, decision, await bookingFor(transaction, order, current, now));
    await transaction.put('offers', { ...offer, status: 'accepted' });
    return change;
  });
  // The patient has half an hour to pay: better told now than at the next full minute.
  await poke('outboxTimer');
  return {};
});
