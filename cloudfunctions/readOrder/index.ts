/** One order, with the parts that the asker may see in its state: its patient, its nurse, or a nurse who is being asked. */
import { ReadOrder, type ReadOrderReply } from '#contract/readOrder';
import type { Order } from '#domain/order/order';
import type { Account } from '#cloud/accounts';
import type { Viewer } from '#cloud/disclosure';
import { read } from '#cloud/database';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { offerId, type Offer } from '#cloud/offers';
import { orderById } from '#cloud/orders';
import { orderView } from '#cloud/orderViews';
import { sideOf } from '#cloud/parties';
import { rightOn } from '#cloud/people/careRights';

export const main = fromMiniProgram(ReadOrder, async ({ orderId }, account, now): Promise<ReadOrderReply> => {
  const order = await orderById(orderId);
  return orderView(order, await viewerOf(order, account, now), account.userId, now);
});

async function viewerOf(order: Order, account: Account, now: number): Promise<Viewer> {
  if (account.nurseId && order.nurseId === null && order.patientUserId !== account.userId) {
    const offer = await read<Offer>('offers', offerId(order._id, account.nurseId));
    if (offer?.status === 'open' && now < offer.expiresAt) return 'offered';
  }
  const side = await sideOf(order, account, 'follow', now);
  if (side === 'nurse' || order.patientUserId === account.userId) return side;
  return (await rightOn(order, account.userId, now)) === 'manage' ? 'patient' : 'follower';
}
