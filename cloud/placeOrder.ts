/** Books a visit: everything that must be true together is written together. */
import { randomInt } from 'node:crypto';
import { visitCode } from '#domain/order/code';
import type { Order } from '#domain/order/order';
import { place } from '#domain/order/place';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { contactOf } from './addresses';
import { bindingOf } from './candidates';
import { isDuplicate, read } from './database';
import { orderPrivateDocument } from './orderPrivate';
import { writeChange } from './orders';
import { nameOf } from './recipients';
import { searchStep, type Scene } from './searchStep';
import { bindNurse, takeRecipientSlots } from './slots';
import { transact, type Transaction } from './transact';
import { wantedBy, type Wish } from './wishes';

export interface Booked {
  readonly requestId: string;
  readonly account: Account;
  readonly wish: Wish;
  readonly note: string;
  /** Whom the search may ask first; with a chosen nurse she alone. */
  readonly scene: Scene;
  readonly chosen: boolean;
}

/**
 * Asking again with the same request id gives the first order, however the second asking fails: its own twin stands in its
 * way, the hour has passed, the price has changed. Somebody else's id is refused.
 */
export async function oncePerRequest(requestId: string, userId: string, book: () => Promise<void>): Promise<string> {
  try {
    await book();
    return requestId;
  } catch (error) {
    if (!(error instanceof Refusal) && !isDuplicate(error)) throw error;
    const before = await read<Order>('orders', requestId);
    if (before && before.patientUserId !== userId) throw new Refusal('REQUEST_ID_TAKEN');
    if (before) return requestId;
    throw error;
  }
}

export async function placeOrder(booked: Booked, now: number): Promise<void> {
  const { requestId, wish } = booked;
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
  await transact(async (transaction) => {
    await takeTime(transaction, order, booked, now);
    await writeChange(transaction, await searchStep(transaction, order, 0, booked.scene, now), 'add');
    await transaction.add('orderPrivate', private_);
  });
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
    address,
    price,
    chosenNurse,
  };
  return place(wanted, now, p).order;
}

/** A chosen nurse's time is held while she decides; her half hours come first, since they are what people race for. */
async function takeTime(
  transaction: Transaction,
  order: Order,
  { wish, scene, chosen }: Booked,
  now: number,
): Promise<void> {
  const [first] = scene.ranked;
  if (chosen && first) await bindNurse(transaction, bindingOf(order._id, first.nurse, wantedBy(wish), now, scene.p));
  await takeRecipientSlots(transaction, order.recipientId, order, order._id);
}
