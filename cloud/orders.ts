/** Orders: the only way to change one is a decision of the rules, written with its history and its effects in one transaction. */
import { Refusal } from '#domain/refusal';
import type { Decision, Order, OrderFact } from '#domain/order/order';
import { archivedOrder, orderOf, type ArchivedOrder } from './archive/archived';
import { read } from './database';
import { enqueue, type Effect } from './outbox';
import { transact, type Seen, type Transaction } from './transact';

/** A decision, and what has to be written with it. */
export interface Change extends Decision {
  /** Carried out after the commit. */
  readonly effects?: readonly Effect[];
  /** More documents of the same transaction, one after the other; runs after the order is written. */
  readonly alsoWrite?: (transaction: Transaction) => Promise<void>;
}

/** A fact as it is kept in `orderEvents`. */
export type OrderEventRow = OrderFact & { readonly _id: string; readonly orderId: string };

export async function orderById(orderId: string): Promise<Order> {
  const order = (await read<Order>('orders', orderId)) ?? (await archivedOrder(orderId));
  if (!order) throw new Refusal('NOT_FOUND', { orderId });
  return order;
}

/**
 * Reads the order, asks the rules, writes. On conflict all of it runs again, so `decide` may read in the transaction but do
 * nothing outside it. A decision without a fact changes nothing in the order; its `alsoWrite` still runs. `seen`: the order as it
 * was read a moment ago (transact.ts); that it did not change since is proved by its next event, which is added only once.
 */
export function changeOrder(
  orderId: string,
  decide: (order: Order, transaction: Transaction) => Change | Promise<Change>,
  seen: Seen = {},
): Promise<Order> {
  return transact(async (transaction) => {
    const young = await transaction.get<Order>('orders', orderId);
    const old = young ? null : await transaction.get<ArchivedOrder>('ordersArchive', orderId);
    const order = young ?? (old && orderOf(old));
    if (!order) throw new Refusal('NOT_FOUND', { orderId });
    const change = await decide(order, transaction);
    assertNext(order, change, transaction);
    await writeChange(transaction, change);
    // Late money and the like bring it back among the others.
    if (old && change.fact) await transaction.remove('ordersArchive', orderId);
    return change.order;
  }, seen);
}

/** One step for each event; and what changes nothing proves nothing about an order that was read before. */
function assertNext({ _id, version }: Order, { order, fact }: Change, { trusting }: Transaction): void {
  if (fact && order.version !== version + 1) throw new Error(`order ${_id}: version ${version}, then ${order.version}`);
  if (!fact && trusting) throw new Error(`order ${_id} does not change: to be read in the transaction`);
}

/** For transactions that hold more than one decision, or a new order (`add`, refused where the id exists): writes one of them. */
export async function writeChange(
  transaction: Transaction,
  { order, fact, effects = [], alsoWrite }: Change,
  how: 'put' | 'add' = 'put',
): Promise<void> {
  const cause = `${order._id}:${order.version}`;
  if (fact) {
    await transaction[how]('orders', order);
    await transaction.add('orderEvents', { ...fact, _id: cause, orderId: order._id } satisfies OrderEventRow);
    await enqueue(transaction, effects, { orderId: order._id, cause, now: fact.at });
  } else if (effects.length > 0) {
    throw new Error(`effects without a fact: ${cause}`);
  }
  await alsoWrite?.(transaction);
}
