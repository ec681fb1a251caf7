/** One order, with the parts that the asker may see in its state: its patient, its nurse, or a nurse who is being asked. */
import { ReadOrder, type ReadOrderReply } from '#contract/readOrder';
import type { Account } from '#cloud/accounts';
import type { Viewer } from '#cloud/disclosure';
import { fromFamilyAboutOrder } from '#cloud/doors/aboutOrder';
import { besideScene, gather, type BesideScene, type Gathered } from '#cloud/orderScene';
import { orderView } from '#cloud/orderViews';
import { sideOf } from '#cloud/parties';
import { rightOn } from '#cloud/people/careRights';

export const main = fromFamilyAboutOrder<typeof ReadOrder, BesideScene, ReadOrderReply>(
  ReadOrder,
  besideScene,
  async ({ orderId }, account, about, now) => {
    const gathered = await gather(orderId, about, now);
    return orderView(gathered, await viewerOf(gathered, account, now), account.userId, now);
  },
);

async function viewerOf({ order, offer }: Gathered, account: Account, now: number): Promise<Viewer> {
  const isAsked = order.nurseId === null && order.patientUserId !== account.userId;
  if (isAsked && offer?.status === 'open' && now < offer.expiresAt) return 'offered';
  const side = await sideOf(order, account, 'follow', now);
  if (side === 'nurse' || order.patientUserId === account.userId) return side;
  return (await rightOn(order, account.userId, now)) === 'manage' ? 'patient' : 'follower';
}
