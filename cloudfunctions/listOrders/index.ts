/** My orders, newest first, a page at a time: a patient's by booking, a nurse's by the hour of the visit; by state, person, words. */
import { ListOrders, type ListOrdersReply } from '#contract/listOrders';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { cardOf } from '#cloud/orderCards';
import { ordersPage } from '#cloud/orderList';
import { sharesOf } from '#cloud/people/careRights';

export const main = fromMiniProgram(ListOrders, async (asked, account, now): Promise<ListOrdersReply> => {
  const { role } = asked;
  const shares = role === 'patient' ? await sharesOf(account.userId, now) : [];
  const shared = shares.map(({ recipientId }) => recipientId);
  const { page, next } = await ordersPage(asked, account, shared);
  const rights = new Map(shares.map((share) => [share.recipientId, share.rights]));
  const cards = page.map((order) => {
    const card = cardOf(order, role);
    // The address of an order that is somebody else's is not one to book with again.
    const isOwn = role === 'nurse' || order.patientUserId === account.userId;
    return isOwn ? card : { ...card, again: null, rights: rights.get(order.recipientId) ?? ('follow' as const) };
  });
  return { orders: cards, next };
});
