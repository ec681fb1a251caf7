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

const PAGE = 20;
const DONE: OrderStatus[] = ['completed', 'cancelled', 'refunded'];

export const main = fromMiniProgram(ListOrders, async ({ role, filter, before }, account): Promise<ListOrdersReply> => {
  const by = role === 'patient' ? 'createdAt' : 'startAt';
  const where = {
    ...whose(role, account),
    ...(filter !== 'all' && { status: filter === 'done' ? _.in(DONE) : _.nin(DONE) }),
    ...(before !== undefined && { [by]: _.lt(before) }),
  };
  // One more than a page tells whether there is a next one.
  const { data } = await db
    .collection('orders')
    .where(where)
    .orderBy(by, 'desc')
    .limit(PAGE + 1)
    .get();
  const { page, next } = pageOf(data as Order[], PAGE, (order) => order[by]);
  return { orders: page.map((order) => cardOf(order, role)), next };
});

function whose(role: 'patient' | 'nurse', { userId, nurseId }: Account) {
  if (role === 'patient') return { patientUserId: userId };
  if (!nurseId) throw new Refusal('FORBIDDEN', { role });
  return { nurseId };
}
