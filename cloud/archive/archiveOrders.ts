/**
 * Orders that closed long ago leave the collections everybody works in (P9): copied, compared, and only then removed. Nothing is
 * lost by a run that is cut short anywhere, comes twice or twice at once: the order moves in one transaction, its history follows
 * it, and what was left behind is found by `eventsMovedAt`. Retention is the purge's matter (cloud/rights/purge), not this one's.
 */
import { addMonths } from '#domain/calendar/months';
import { canonical } from '#domain/eligibility/decide';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { _, db, erase, everyRow, write } from '../database';
import type { OrderEventRow } from '../orders';
import { plain } from '../plain';
import { sweep } from '../sweep';
import { transact } from '../transact';
import type { ArchivedOrder } from './archived';

const CLOSED: Order['status'][] = ['completed', 'cancelled', 'refunded'];

/** Answers how many moved. */
export async function archiveOrders(now: number, budgetMs: number, p: OperationParameters): Promise<number> {
  const before = addMonths(now, -p.archive.afterMonths);
  const moved = await sweep<Order>({
    find: (limit, skip) => closedBefore(before, limit, skip),
    handle: (order) => moveOrder(order, before, now),
    budgetMs,
  });
  await sweep<ArchivedOrder>({
    find: leftBehind,
    handle: (order) => moveEvents(order._id, now),
    budgetMs,
  });
  return moved;
}

async function closedBefore(before: number, limit: number, skip: number): Promise<readonly Order[]> {
  const { data } = await db
    .collection('orders')
    .where({ status: _.in(CLOSED), statusSince: _.lt(before) })
    .orderBy('statusSince', 'asc')
    .skip(skip)
    .limit(limit)
    .get();
  return plain(data as Order[]);
}

async function leftBehind(limit: number, skip: number): Promise<readonly ArchivedOrder[]> {
  const { data } = await db.collection('ordersArchive').where({ eventsMovedAt: null }).skip(skip).limit(limit).get();
  return plain(data as ArchivedOrder[]);
}

/** In one transaction, so that it is never in both and never in none; late money may have brought it back to life meanwhile. */
async function moveOrder({ _id }: Order, before: number, now: number): Promise<boolean> {
  const isMoved = await transact(async (transaction) => {
    const order = await transaction.get<Order>('orders', _id);
    if (!order || !CLOSED.includes(order.status) || order.statusSince >= before) return false;
    const names = { patientOpenid: '', patientUid: '', nurseOpenid: '', nurseUid: '' };
    const archived: ArchivedOrder = { ...order, ...names, archivedAt: now, eventsMovedAt: null };
    await transaction.put('ordersArchive', archived);
    await transaction.remove('orders', _id);
    return true;
  });
  if (isMoved) await moveEvents(_id, now);
  return isMoved;
}

/** Only what was read back as it was written is removed where it stood. */
async function moveEvents(orderId: string, now: number): Promise<boolean> {
  const where = { orderId };
  const events = await eventsIn('orderEvents', where);
  for (const event of events) await write('orderEventsArchive', event);
  const copies = new Map((await eventsIn('orderEventsArchive', where)).map((event) => [event._id, canonical(event)]));
  const lost = events.filter((event) => copies.get(event._id) !== canonical(event));
  if (lost.length > 0) throw new Error(`events of ${orderId} were not copied: ${lost.map(({ _id }) => _id).join()}`);
  for (const { _id } of events) await erase('orderEvents', _id);
  await db.collection('ordersArchive').where({ _id: orderId, eventsMovedAt: null }).update({ eventsMovedAt: now });
  return true;
}

const eventsIn = (collection: string, where: { readonly orderId: string }): Promise<readonly OrderEventRow[]> =>
  everyRow<OrderEventRow>(db.collection(collection).where(where).orderBy('at', 'asc').orderBy('_id', 'asc'));
