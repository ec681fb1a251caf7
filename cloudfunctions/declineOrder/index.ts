/** A nurse says no; it costs her nothing. Time held for her is hers again, and the next nurse is asked at once. */
import { DeclineOrder, type DeclineOrderReply } from '#contract/declineOrder';
import { decline } from '#domain/order/search';
import { Refusal } from '#domain/refusal';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { offerId, type Offer } from '#cloud/offers';
import { changeOrder } from '#cloud/orders';
import { freeNurse } from '#cloud/slots';

export const main = fromNurse(DeclineOrder, async ({ orderId, reason }, nurse, now): Promise<DeclineOrderReply> => {
  await changeOrder(orderId, async (order, transaction) => {
    const offer = await transaction.get<Offer>('offers', offerId(orderId, nurse._id));
    if (!offer) throw new Refusal('NOT_FOUND', { orderId });
    if (offer.status === 'declined') return { order, fact: null };
    if (offer.status !== 'open' || now >= offer.expiresAt) throw new Refusal('OFFER_CLOSED', { orderId });
    const decision = decline(order, nurse._id, now);
    if (offer.exclusive) await freeNurse(transaction, orderId);
    await transaction.put('offers', { ...offer, status: 'declined', declineReason: reason } satisfies Offer);
    return decision;
  });
  await poke('dispatchMatch', { orderId });
  return {};
});
