/** Every minute: visits that should be over. A person at the desk looks, the nurse is asked; once for each. */
import type { Order } from '#domain/order/order';
import { overdue } from '#domain/order/overdue';
import type { OperationParameters } from '#domain/operations/parameters';
import { MINUTE } from '#domain/schedule/beijing';
import { raiseAlertIn } from '../alerts/alerts';
import { _, db, type Stored } from '../database';
import { tell } from '../messages';
import { type Change, changeOrder } from '../orders';
import { operations } from '../settings';
import { sweep } from '../sweep';

export async function sweepOverdue(now: number, budgetMs: number): Promise<number> {
  const p = await operations(now);
  return sweep({
    find: (limit, skip) => overdueOrders(now - p.visit.overdueMinutes * MINUTE, limit, skip),
    handle: async ({ _id }) => (await changeOrder(_id, (order) => asked(order, now, p))).overdueAt != null,
    budgetMs,
  });
}

function asked(order: Order, now: number, p: OperationParameters): Change {
  const decision = overdue(order, now, p);
  if (!decision) return { order, fact: null };
  const { _id: orderId, nurseId } = order;
  const alert = { _id: `overdue:${orderId}`, kind: 'visitOverdue', orderId, nurseId: nurseId ?? '' } as const;
  const text = '上门超过预计结束时间仍未结束，请打电话给护士和家属核实是否平安';
  return {
    ...decision,
    effects: tell('nurse', decision.order, 'visitChanged', '已超过结束时间，请结束服务或联系客服'),
    alsoWrite: (also) => raiseAlertIn(also, { ...alert, text }, now),
  };
}

async function overdueOrders(since: number, limit: number, skip: number): Promise<readonly Stored<unknown>[]> {
  const isThere = _.or([{ status: 'inService' }, { status: 'travelling', atDoorAt: _.gt(0) }]);
  const { data } = await db
    .collection('orders')
    .where(_.and([isThere, { endAt: _.lte(since), startAt: _.lte(since), overdueAt: null }]))
    .orderBy('startAt', 'asc')
    .skip(skip)
    .limit(limit)
    .field({ _id: true })
    .get();
  return data as Stored<unknown>[];
}
