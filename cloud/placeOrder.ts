/** Books a visit: everything that must be true together is written together. */
import { randomInt } from 'node:crypto';
import { visitCode } from '#domain/order/code';
import type { Order } from '#domain/order/order';
import { awaitPapers } from '#domain/order/papers';
import { place } from '#domain/order/place';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';
import { contactOf } from './addresses';
import { consentRow, orderSubject } from './consents/acts';
import { isDuplicate, read } from './database';
import { bindingOf, type JudgedBinding } from './eligibility/binding';
import type { BookingJudged } from './eligibility/booking';
import { decisionRow, storeDecision, type Judged } from './eligibility/decisions';
import { familyIn } from './eligibility/family';
import { nurseIn } from './nurses';
import { orderPrivateDocument } from './orderPrivate';
import { writeChange } from './orders';
import { noteActivity } from './people/activities';
import { recipientFor, rightOn } from './people/careRights';
import { nameOf } from './recipients';
import { searchStep, type Scene } from './searchStep';
import { bindNurse, takeRecipientSlots } from './slots';
import { transact, type Transaction } from './transact';
import { takeDiscounts } from './wallet/discounts';
import { assertFewUnpaid } from './unpaidOrders';
import { wantedBy, type Wish } from './wishes';

export interface Booked {
  readonly requestId: string;
  readonly account: Account;
  readonly wish: Wish;
  /** What was decided about the family, the service and the institution. */
  readonly judged: BookingJudged;
  /** The version of the informed consent signed with the booking; null: not yet. */
  readonly consentVersion: number | null;
  readonly note: string;
  /** Whom the search may ask first; with a chosen nurse she alone. */
  readonly scene: Scene;
  readonly chosen: boolean;
  /** A doctor's order is still to be seen (P-027): nobody is asked; only a chosen nurse's time is held. */
  readonly waitsForPapers: boolean;
  /** The series it is a visit of; null: none. */
  readonly seriesId: string | null;
  /** The coupon in the price; null: none. */
  readonly couponId: string | null;
  /** The package that gives the visit; null: none. */
  readonly packageId: string | null;
}

/**
 * Asking again with the same request id gives the first order, however the second asking fails: its own twin stands in its
 * way, the hour has passed, the price has changed. Somebody else's id is refused.
 */
export async function oncePerRequest(
  requestId: string,
  userId: string,
  now: number,
  book: () => Promise<void>,
): Promise<string> {
  try {
    await book();
    return requestId;
  } catch (error) {
    if (!(error instanceof Refusal) && !isDuplicate(error)) throw error;
    const before = await read<Order>('orders', requestId);
    if (before && (await rightOn(before, userId, now)) === null) throw new Refusal('REQUEST_ID_TAKEN');
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
    const judged = await takeTime(transaction, order, booked, now);
    // Last: whoever finds the hour taken is refused before all bookings of an account meet in one document.
    await assertFewUnpaid(transaction, order, wish.p.booking.maxUnpaidOrders);
    const { conditions } = booked.judged;
    await storeDecision(
      transaction,
      decisionRow(judged, { orderId: order._id, nurseId: order.chosenNurseId, conditions }),
    );
    await takeDiscounts(transaction, order, now);
    const change = booked.waitsForPapers
      ? awaitPapers(order, now, booked.scene.p)
      : await searchStep(transaction, order, 0, booked.scene, now);
    await writeChange(transaction, change, 'add');
    await transaction.add('orderPrivate', private_);
    await noteBooking(transaction, booked, now);
    if (booked.consentVersion !== null)
      await transaction.add('consents', signedAtBooking(booked, booked.consentVersion, now));
  });
}

/** One of the family may have been removed since he was looked up. */
async function noteBooking(transaction: Transaction, { requestId, account, wish }: Booked, now: number): Promise<void> {
  const { _id: recipientId } = wish.recipient;
  const { userId } = account;
  if (wish.owner) await recipientFor(recipientId, userId, 'manage', now, transaction.get);
  await noteActivity(transaction, { recipientId, userId, act: 'booked', orderId: requestId, at: now });
}

function newOrder(
  { requestId, account, wish, judged, scene, chosen, seriesId, couponId, packageId }: Booked,
  now: number,
): Order {
  const { service, recipient, startAt, urgent, price, p, address } = wish;
  const chosenNurse = chosen ? (scene.ranked[0]?.nurse ?? null) : null;
  const wanted = {
    requestId,
    // Whoever of the family books, the order is the owner's: who is removed later has no part in it.
    patient: wish.owner ?? account,
    recipient,
    service,
    startAt,
    urgent,
    nurseSex: wish.nurseSex,
    dialect: wish.recipient.dialect ?? null,
    seriesId,
    address,
    price,
    couponId,
    packageId,
    chosenNurse,
    eligibility: judged.eligibility,
  };
  return place(wanted, now, p).order;
}

/**
 * A chosen nurse's time is held while she decides; her half hours come first, since they are what people race for. With her the
 * decision is about both sides.
 */
async function takeTime(
  transaction: Transaction,
  order: Order,
  { wish, judged, scene, chosen }: Booked,
  now: number,
): Promise<Judged> {
  const [first] = scene.ranked;
  const binding =
    chosen && first
      ? await bindingOfChosen(transaction, order._id, first.nurse._id, { wish, judged, scene }, now)
      : null;
  if (binding) await bindNurse(transaction, binding);
  await takeRecipientSlots(transaction, order.recipientId, order, order._id);
  return binding ? binding.judged() : judged;
}

/** She and the family as they are now: both were looked up some time ago. */
async function bindingOfChosen(
  transaction: Transaction,
  orderId: string,
  nurseId: string,
  { wish, judged, scene }: Pick<Booked, 'wish' | 'judged' | 'scene'>,
  now: number,
): Promise<JudgedBinding> {
  const { _id: recipientId, ownerUserId } = wish.recipient;
  const nurse = await nurseIn(transaction, nurseId);
  const wanted = { ...wantedBy(wish), familyUserIds: await familyIn(transaction, { recipientId, ownerUserId }, now) };
  return bindingOf(orderId, nurse, wanted, now, scene.p, judged.facts);
}

/** P-030: signed with the booking itself. */
const signedAtBooking = ({ requestId, account, wish }: Booked, version: number, now: number) =>
  consentRow(orderSubject(requestId), account.userId, {
    kind: 'visit',
    number: 1,
    version,
    action: 'given',
    onBehalf: wish.recipient.relation === '本人' ? null : { relation: wish.recipient.relation, guardian: false },
    at: now,
  });
