/** Every minute: visits whose nurse is late. Another one is sought, or a person is alerted; nothing happens twice. */
import type { Order } from '#domain/order/order';
import { substitute } from '#domain/order/substitute';
import { Refusal } from '#domain/refusal';
import { dateTimeText, MINUTE } from '#domain/schedule/beijing';
import { raiseAlertIn, type OperatorAlert } from './alerts/alerts';
import { poke } from './functions';
import { tell } from './messages';
import type { Offer } from './offers';
import { changeOrder, type Change } from './orders';
import { overdueVisits } from './overdueVisits';
import { operations } from './settings';
import { freeNurse, freeRecipientSlots, takeRecipientSlots } from './slots';
import { sweep } from './sweep';
import type { Transaction } from './transact';

export async function sweepLateNurses(now: number, budgetMs: number): Promise<number> {
  const p = await operations(now);
  return sweep({
    find: (limit, skip) => overdueVisits(now - p.lateness.tellMinutes * MINUTE, limit, skip),
    handle: ({ _id }) => seekSubstitute(_id, now),
    budgetMs,
  });
}

/** True: this call changed something. */
async function seekSubstitute(orderId: string, now: number): Promise<boolean> {
  let acted = false;
  const act = (moves: boolean) =>
    changeOrder(orderId, async (order, transaction) => {
      const change = await substituted(transaction, order, moves, now);
      acted = change !== null;
      return change ?? { order, fact: null };
    });
  try {
    const after = await act(true);
    if (acted && after.status === 'pendingAcceptance') await poke('dispatchMatch', { orderId });
  } catch (error) {
    // The person has another visit then: a human being must find a way.
    if (!(error instanceof Refusal) || error.code !== 'RECIPIENT_BUSY') throw error;
    await act(false);
  }
  return acted;
}

async function substituted(
  transaction: Transaction,
  order: Order,
  moves: boolean,
  now: number,
): Promise<Change | null> {
  const p = await operations(now);
  const declined = await transaction.find<Offer>('offers', { orderId: order._id, status: 'declined' });
  const decision = substitute(
    order,
    declined.map(({ nurseId }) => nurseId),
    now,
    p,
  );
  if (decision === null) return null;
  if (decision === 'people' || !moves) return alerted(transaction, order, now);
  const after = decision.order;
  await freeNurse(transaction, order._id);
  await freeRecipientSlots(transaction, order.recipientId, order);
  await takeRecipientSlots(transaction, order.recipientId, after, order._id);
  const note = `护士没有按时来，正在加急另找，约 ${dateTimeText(after.startAt)} 到，也可免费取消`;
  return {
    ...decision,
    effects: [
      ...tell('patient', after, 'orderReleased', note),
      ...tell('nurse', order, 'visitChanged', '您没有按时出发，平台已改派，请联系客服'),
    ],
  };
}

/** Once: an alert that somebody has closed stays closed. */
async function alerted(transaction: Transaction, order: Order, now: number): Promise<Change | null> {
  const _id = `late:${order._id}:${order.startAt}`;
  if (await transaction.get<OperatorAlert>('operatorAlerts', _id)) return null;
  const text = '护士迟到超过 15 分钟：请马上联系护士和家属，必要时收回订单另派';
  const alert = { _id, kind: 'orderNeedsNurse', orderId: order._id, nurseId: order.nurseId ?? '', text } as const;
  return { order, fact: null, alsoWrite: (also) => raiseAlertIn(also, alert, now) };
}
