import type * as v from 'valibot';
import type { Decline, DeclineOrderReply } from '#contract/declineOrder';
import type { Nurse } from '#domain/nurse/nurse';
import { decline } from '#domain/order/search';
import { Refusal } from '#domain/refusal';
import { poke } from './functions';
import { offerId, type Offer } from './offers';
import { changeOrder } from './orders';
import { freeNurse } from './slots';

/** A nurse says no; it costs her nothing. Time held for her is hers again, and the next nurse is asked at once. */
export async function declineOffer(
  { orderId, reason }: v.InferOutput<typeof Decline>,
  nurse: Nurse,
  now: number,
): Promise<DeclineOrderReply> {
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
}
