import type { Order } from '#domain/order/order';
import { confirm } from '#domain/order/confirm';
import { dueFen } from '#domain/payment/due';
import { HOUR } from '#domain/schedule/beijing';
import { noteCompletion } from './completion';
import { _, db } from './database';
import { tell } from './messages';
import { changeOrder } from './orders';
import { plain } from './plain';
import { operations } from './settings';
import { sweep } from './sweep';
import type { Seen, Transaction } from './transact';

/** The service was done, says one of the family (`byUserId`); or (null) nobody objected for two days. `check` may refuse by who asks. */
export async function confirmVisit(
  orderId: string,
  byUserId: string | null,
  now: number,
  check: (order: Order, transaction: Transaction) => Promise<void> = () => Promise.resolve(),
  seen: Seen = {},
): Promise<Order> {
  const p = await operations(now);
  return changeOrder(
    orderId,
    async (order, transaction) => {
      await check(order, transaction);
      const decision = confirm(order, byUserId === null ? 'system' : 'patient', now);
      // Who has just confirmed has the amount before her eyes.
      const isToldElsewhere = byUserId === order.patientUserId || dueFen(decision.order) === 0;
      return {
        ...decision,
        effects: isToldElsewhere ? [] : tell('patient', decision.order, 'visitFinished', '请支付尾款'),
        alsoWrite: (transaction) => noteCompletion(transaction, order, decision.order, now, p),
      };
    },
    seen,
  );
}

/** Visits whose patients have been silent for two days. */
export async function confirmSilent(now: number, budgetMs: number): Promise<number> {
  const { booking } = await operations(now);
  const since = now - booking.autoConfirmHours * HOUR;
  return sweep<Order>({
    find: (limit) => waitingSince(since, limit),
    handle: async ({ _id }) => (await confirmVisit(_id, null, now)).status !== 'pendingConfirmation',
    budgetMs,
  });
}

async function waitingSince(since: number, limit: number): Promise<readonly Order[]> {
  const { data } = await db
    .collection('orders')
    .where({ status: 'pendingConfirmation', statusSince: _.lte(since) })
    .orderBy('statusSince', 'asc')
    .limit(limit)
    .get();
  return plain(data as Order[]);
}
