/** O-11: the nurse says when she will be there, and the family is told what it may do. */
import type { Change as Asked, ChangeTerms } from '#contract/changeOrder';
import { isToBeTold, late } from '#domain/order/late';
import type { Order } from '#domain/order/order';
import type { OperationParameters } from '#domain/operations/parameters';
import { MINUTE, timeText } from '#domain/schedule/beijing';
import type { Account } from '../accounts';
import { poke } from '../functions';
import { tell } from '../messages';
import { changeOrder, orderById } from '../orders';
import type { Effect } from '../outbox';
import { sideOf } from '../parties';
import { operations } from '../settings';

export const NOTHING_CHANGES: ChangeTerms = { tier: 'R0', feeFen: 0, refundFen: 0 };

export async function sayLate(asked: Asked<'late'>, account: Account, now: number): Promise<ChangeTerms> {
  const { orderId, arriveAt } = asked;
  const [p, before] = await Promise.all([operations(now), orderById(orderId)]);
  await sideOf(before, account, 'manage', now);
  await changeOrder(orderId, (order) => {
    const decision = late(order, account.nurseId ?? '', arriveAt, now);
    return { ...decision, effects: told(decision.order, arriveAt, p) };
  });
  await poke('outboxTimer');
  return NOTHING_CHANGES;
}

function told(order: Order, arriveAt: number, p: OperationParameters): Effect[] {
  const lateMinutes = Math.ceil((arriveAt - order.startAt) / MINUTE);
  if (!isToBeTold(lateMinutes, p)) return [];
  const free = lateMinutes > p.lateness.freeCancelMinutes ? '，可免费取消' : '';
  return tell('patient', order, 'visitChanged', `护士约 ${timeText(arriveAt)} 到，晚 ${lateMinutes} 分钟${free}`);
}
