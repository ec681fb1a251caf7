/**
 * Every minute: takes the search steps that nobody poked for, lets unpaid orders go, gives transfers nobody answered to a dispatcher, seeks
 * others for nurses who are late, ends visits whose nurse never came, and asks after those that should
 * be over.
 */
import type { Order } from '#domain/order/order';
import { expireUnpaid } from '#domain/order/expire';
import type { OrderStatus } from '#domain/order/status';
import { searchTogether } from '#cloud/batchSearch';
import { calledOff } from '#cloud/cancellations';
import { sweepNoShows } from '#cloud/changes/noShows';
import { sweepOverdue } from '#cloud/changes/overdue';
import { _, db, type Stored } from '#cloud/database';
import { fromTimer } from '#cloud/doors/fromTimer';
import { poke } from '#cloud/functions';
import { sweepLateNurses } from '#cloud/lateNurses';
import { changeOrder } from '#cloud/orders';
import { advanceSearch } from '#cloud/search';
import { expireTransfer } from '#cloud/transfer/transfers';
import { operations } from '#cloud/settings';
import { sweep } from '#cloud/sweep';

/** The last row of each may take its time, and all must be done within the function's 60 seconds. */
const BUDGET_MS = 40_000;
const HANDING_ON: readonly OrderStatus[] = ['pendingPayment', 'pendingService'];

export const main = fromTimer(async (now) => {
  // Side by side: a long queue of one kind must not keep the others waiting.
  const [searched, letGo, transfers, late, absent, overdue] = await Promise.all([
    searches(now),
    sweep({
      find: due({ status: 'pendingPayment', payBy: _.lte(now) }, 'payBy'),
      handle: async ({ _id }) => (await expire(_id, now)).status !== 'pendingPayment',
      budgetMs: BUDGET_MS,
    }),
    sweep({
      find: due({ status: _.in([...HANDING_ON]), 'transfer.dueAt': _.lte(now) }, 'transfer.dueAt'),
      handle: ({ _id }) => expireTransfer(_id, now),
      budgetMs: BUDGET_MS,
    }),
    sweepLateNurses(now, BUDGET_MS),
    sweepNoShows(now, BUDGET_MS),
    sweepOverdue(now, BUDGET_MS),
  ]);
  // The full minute in which this runs may have emptied the outbox a moment too early.
  if (searched + letGo + transfers + late + absent + overdue > 0) await poke('outboxTimer');
  return { searched, letGo, transfers, late, absent, overdue };
});

/** One by one, then together those that wait for a batch: in crowded areas the first gives its orders to the second. */
async function searches(now: number): Promise<number> {
  const endsAt = Date.now() + BUDGET_MS;
  const one = { status: 'pendingAcceptance', 'dispatch.nextStepAt': _.lte(now), 'dispatch.inBatch': _.neq(true) };
  // An order whose papers were decided is hurried by the decision; here is found whom that missed.
  const papers = { status: 'pendingAcceptance', 'dispatch.stage': 'papers' };
  const [alone, seen] = await Promise.all(
    [one, papers].map((where) =>
      sweep({
        find: due(where, 'dispatch.nextStepAt'),
        handle: async ({ _id }) => (await advanceSearch(_id, now)).stage !== 'none',
        budgetMs: BUDGET_MS / 2,
      }),
    ),
  );
  return (alone ?? 0) + (seen ?? 0) + (await searchTogether(now, endsAt));
}

/** The longest due first. */
const due = (where: Record<string, unknown>, by: string) => async (limit: number, skip: number) => {
  const { data } = await db
    .collection('orders')
    .where(where)
    .orderBy(by, 'asc')
    .skip(skip)
    .limit(limit)
    .field({ _id: true })
    .get();
  return data as Stored<unknown>[];
};

/** Money may arrive in the meantime: the rules are asked again inside the transaction. */
const expire = async (orderId: string, now: number): Promise<Order> => {
  const p = await operations(now);
  return changeOrder(orderId, async (order, transaction) => {
    const decision = expireUnpaid(order, now, p);
    return decision ? calledOff(transaction, decision, now) : { order, fact: null };
  });
};
