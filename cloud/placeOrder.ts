/** Books a visit: everything that must be true together is written together. */
import { randomInt } from 'node:crypto';
import { visitCode } from '#domain/order/code';
import type { Order } from '#domain/order/order';
import { place } from '#domain/order/place';
import { boundWindow } from '#domain/schedule/slots';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { contactOf } from './addresses';
import { read } from './database';
import { orderPrivateDocument } from './orderPrivate';
import { writeChange } from './orders';
import { nameOf } from './recipients';
import { searchStep, type Scene } from './searchStep';
import { bindNurse, takeRecipientSlots } from './slots';
import { transact, type Transaction } from './transact';
import type { Wish } from './wishes';

export interface Booked {
  readonly requestId: string;
  readonly account: Account;
  readonly wish: Wish;
  readonly note: string;
  /** Whom the search may ask first; with a chosen nurse she alone. */
  readonly scene: Scene;
  readonly chosen: boolean;
}

/** The order this request made before, if it did. Somebody else's id is refused. */
export async function placedBefore(requestId: string, userId: string): Promise<string | null> {
  const order = await read<Order>('orders', requestId);
  if (order && order.patientUserId !== userId) throw new Refusal('REQUEST_ID_TAKEN');
  return order?._id ?? null;
}

export async function placeOrder(booked: Booked, now: number): Promise<string> {
  const { requestId, account, wish } = booked;
  // Sealing is costly and the same each time: done once, outside the transaction that may run again.
  const private_ = orderPrivateDocument(
    requestId,
    {
      recipientName: nameOf(wish.recipient),
      addressText: contactOf(wish.address).text,
      phone: contactOf(wish.address).phone,
      note: booked.note,
      visitCode: visitCode(randomInt(1_000_000)),
    },
    wish.address.location.coordinates,
  );
  const order = newOrder(booked, now);
  try {
    await transact(async (transaction) => {
      if (await transaction.get('orders', requestId)) throw new Refusal('REQUEST_ID_TAKEN');
      await takeTime(transaction, order, booked);
      await writeChange(transaction, await searchStep(transaction, order, 0, booked.scene, now));
      await transaction.add('orderPrivate', private_);
    });
    return requestId;
  } catch (error) {
    // The same request twice at once: this one came second, and found its own twin in its way.
    const twin = error instanceof Refusal ? await placedBefore(requestId, account.userId) : null;
    if (twin) return twin;
    throw error;
  }
}

function newOrder({ requestId, account, wish, scene, chosen }: Booked, now: number): Order {
  const { service, recipient, startAt, price, p, address } = wish;
  const chosenNurse = chosen ? (scene.ranked[0]?.nurse ?? null) : null;
  const wanted = {
    requestId,
    patient: account,
    recipient,
    service,
    startAt,
    district: address.district,
    price,
    chosenNurse,
  };
  return place(wanted, now, p).order;
}

/** A chosen nurse's time is held while she decides; her half hours come first, since they are what people race for. */
async function takeTime(transaction: Transaction, order: Order, { wish }: Booked): Promise<void> {
  if (order.chosenNurseId) {
    const window = boundWindow(wish.service, order.startAt);
    const coordinates = wish.address.location.coordinates;
    await bindNurse(transaction, { _id: order._id, nurseId: order.chosenNurseId, ...window, coordinates });
  }
  await takeRecipientSlots(transaction, order.recipientId, order, order._id);
}
