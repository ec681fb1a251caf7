/** A nurse takes the offer. The first valid acceptance wins; her half hours are taken in the same transaction. */
import { AcceptOrder, type AcceptOrderReply } from '#contract/acceptOrder';
import { accept } from '#domain/order/accept';
import { Refusal } from '#domain/refusal';
import { bookingFor, taken } from '#cloud/acceptance';
import { read } from '#cloud/database';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { offerId, type Offer } from '#cloud/offers';
import { changeOrder, orderById } from '#cloud/orders';
import { operations } from '#cloud/settings';

export const main = fromNurse(AcceptOrder, async ({ orderId }, nurse, now): Promise<AcceptOrderReply> => {
  const [p, before, asked] = await Promise.all([
    operations(now),
    orderById(orderId),
    read<Offer>('offers', offerId(orderId, nurse._id)),
  ]);
  // Who was never asked learns no more about the order than that.
  if (!asked) throw new Refusal('NOT_FOUND', { orderId });
  if (before.nurseId === nurse._id) return {};
  if (before.nurseId !== null) throw new Refusal('OFFER_TAKEN', { orderId });
  const booking = await bookingFor(before, nurse, now);

  await changeOrder(orderId, async (order, transaction) => {
    const offer = await transaction.get<Offer>('offers', offerId(orderId, nurse._id));
    if (!offer) throw new Refusal('NOT_FOUND', { orderId });
    const change = await taken(transaction, accept(order, nurse, offer, now, p), booking);
    if (change.fact) await transaction.put('offers', { ...offer, status: 'accepted' });
    return change;
  });
  return {};
});
