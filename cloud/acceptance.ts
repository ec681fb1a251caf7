/** A nurse takes an order, or an operator gives it to her: the same checks, the same writes. */
import { bookingsNeeded } from '#domain/nurse/eligible';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { Decision, Order } from '#domain/order/order';
import { boundWindow } from '#domain/schedule/slots';
import { assertCanCome, bookingsOf } from './candidates';
import { serviceByCode } from './catalogue';
import { tell } from './messages';
import { loseOffers } from './offers';
import { orderPrivateById } from './orderPrivate';
import type { Change } from './orders';
import { operations } from './settings';
import { bindNurse } from './slots';
import type { Transaction } from './transact';

/** The time the nurse would be bound, after the rules said that she may come. Read before the transaction. */
export async function bookingFor(order: Order, nurse: Nurse, now: number): Promise<Booking> {
  const { startAt } = order;
  const [p, service, { location }, bookings] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    orderPrivateById(order._id),
    bookingsOf([nurse._id], bookingsNeeded(startAt)),
  ]);
  const position = location.coordinates;
  // Her time may be held for this very order: that is no reason against it.
  const others = (bookings.get(nurse._id) ?? []).filter(({ _id }) => _id !== order._id);
  assertCanCome(nurse, { service, position, startAt }, others, now, p);
  return { _id: order._id, nurseId: nurse._id, ...boundWindow(service, startAt), coordinates: position };
}

/** What is written with `accept` or `assign`: her slots (or NURSE_BUSY), the end of all other offers, word to the patient. */
export async function taken(transaction: Transaction, decision: Decision, booking: Booking): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  await bindNurse(transaction, booking);
  await loseOffers(transaction, order._id, booking.nurseId);
  return { ...decision, effects: tell('patient', order, 'orderAccepted', '护士已接单，请尽快支付') };
}
