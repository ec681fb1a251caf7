/** My orders, newest first, a page at a time: a patient's by booking, a nurse's by the hour of the visit. */
import { ListOrders, type ListOrdersReply } from '#contract/listOrders';
import type { Order } from '#domain/order/order';
import type { OrderStatus } from '#domain/order/status';
import { Refusal } from '#domain/refusal';
import type { Account } from '#cloud/accounts';
import { _, db } from '#cloud/database';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { cardOf } from '#cloud/orderCards';
import { pageOf } from '#cloud/pages';
import { sharesOf, type Proxy } from '#cloud/people/careRights';

const PAGE = 20;
const DONE: OrderStatus[] = ['completed', 'cancelled', 'refunded'];

export const main = fromMiniProgram(
  ListOrders,
  async ({ role, filter, before }, account, now): Promise<ListOrdersReply> => {
    const by = role === 'patient' ? 'createdAt' : 'startAt';
    const more = {
      ...(filter !== 'all' && { status: filter === 'done' ? _.in(DONE) : _.nin(DONE) }),
      ...(before !== undefined && { [by]: _.lt(before) }),
    };
    const shares = role === 'patient' ? await sharesOf(account.userId, now) : [];
    const where = whose(role, account, shares, more);
    // One more than a page tells whether there is a next one.
    const { data } = await db
      .collection('orders')
      .where(where)
      .orderBy(by, 'desc')
      .limit(PAGE + 1)
      .get();
    const { page, next } = pageOf(data as Order[], PAGE, (order) => order[by]);
    // The address of an order that is somebody else's is not one to book with again.
    const isOwn = (order: Order) => role === 'nurse' || order.patientUserId === account.userId;
    const rights = new Map(shares.map((share) => [share.recipientId, share.rights]));
    const shared = ({ recipientId }: Order) => ({
      again: null,
      rights: rights.get(recipientId) ?? ('follow' as const),
    });
    const cards = page.map((order) => ({ ...cardOf(order, role), ...(!isOwn(order) && shared(order)) }));
    return { orders: cards, next };
  },
);

/** Own orders, and those of people whom others share. */
function whose(
  role: 'patient' | 'nurse',
  { userId, nurseId }: Account,
  shares: readonly Proxy[],
  more: object,
): object {
  if (role === 'nurse') {
    if (!nurseId) throw new Refusal('FORBIDDEN', { role });
    return { nurseId, ...more };
  }
  const own = { patientUserId: userId, ...more };
  const shared = shares.map(({ recipientId }) => recipientId);
  return shared.length === 0 ? own : _.or([own, { recipientId: _.in(shared), ...more }]);
}
