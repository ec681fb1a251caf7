/** Every minute: takes the search steps that nobody poked for, and lets unpaid orders go. */
import type { Order } from '#domain/order/order';
import { expireUnpaid } from '#domain/order/expire';
import { calledOff } from '#cloud/cancellations';
import { _, db, type Stored } from '#cloud/database';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';
import { changeOrder } from '#cloud/orders';
import { advanceSearch } from '#cloud/search';
import { sweep } from '#cloud/sweep';

const BUDGET_MS = 25_000;

export const main = fromTimer(async (now) => {
  const searched = await sweep({
    find: due({ status: 'pendingAcceptance', 'dispatch.nextStepAt': _.lte(now) }, 'dispatch.nextStepAt'),
    handle: async ({ _id }) => (await advanceSearch(_id, now)).stage !== 'none',
    budgetMs: BUDGET_MS,
  });
  const letGo = await sweep({
    find: due({ status: 'pendingPayment', payBy: _.lte(now) }, 'payBy'),
    handle: async ({ _id }) => (await expire(_id, now)).status !== 'pendingPayment',
    budgetMs: BUDGET_MS,
  });
  // The full minute in which this runs may have emptied the outbox a moment too early.
  if (searched + letGo > 0) await poke('outboxTimer');
  return { searched, letGo };
});

/** The longest due first. */
const due = (where: Record<string, unknown>, by: string) => async (limit: number) => {
  const { data } = await db
    .collection('orders')
    .where(where)
    .orderBy(by, 'asc')
    .limit(limit)
    .field({ _id: true })
    .get();
  return data as Stored<unknown>[];
};

/** Money may arrive in the meantime: the rules are asked again inside the transaction. */
const expire = (orderId: string, now: number): Promise<Order> =>
  changeOrder(orderId, async (order, transaction) => {
    const decision = expireUnpaid(order, now);
    return decision ? calledOff(transaction, decision, now) : { order, fact: null };
  });
