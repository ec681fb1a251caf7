/** Orders that closed long ago stand in a collection of their own (cloud/archive/archiveOrders.ts) and are read as if they did not. */
import type { Order } from '#domain/order/order';
import { db, everyRow, read } from '../database';

/** A document of `ordersArchive`. The platform's names of its people are gone: nobody watches it any more. */
export interface ArchivedOrder extends Order {
  readonly archivedAt: number;
  /** Its history has moved after it; null: the next sweep goes on with it. */
  readonly eventsMovedAt: number | null;
}

/** As an order, wherever it stands. Events of before its move are in `orderEventsArchive`, also if it came back. */
export const orderOf = ({ eventsMovedAt: _eventsMovedAt, ...order }: ArchivedOrder): Order => order;

export async function archivedOrder(orderId: string): Promise<Order | null> {
  const found = await read<ArchivedOrder>('ordersArchive', orderId);
  return found && orderOf(found);
}

/** All orders of somebody, old and new. */
export async function allOrdersWhere(where: Readonly<Record<string, unknown>>): Promise<readonly Order[]> {
  const [old, young] = await Promise.all(
    ['ordersArchive', 'orders'].map((name) =>
      everyRow<ArchivedOrder>(db.collection(name).where(where).orderBy('_id', 'asc')),
    ),
  );
  const byId = new Map([...(old ?? []), ...(young ?? [])].map((order) => [order._id, orderOf(order)]));
  return [...byId.values()];
}

/** Rows of a history that may have moved: each once, wherever it was found. */
export async function allEventsWhere<T extends { readonly _id: string }>(
  where: Readonly<Record<string, unknown>>,
  isOld: boolean,
): Promise<readonly T[]> {
  const names = isOld ? ['orderEventsArchive', 'orderEvents'] : ['orderEvents'];
  const found = await Promise.all(
    names.map((name) => everyRow<T>(db.collection(name).where(where).orderBy('at', 'asc').orderBy('_id', 'asc'))),
  );
  return [...new Map(found.flat().map((row) => [row._id, row])).values()];
}
