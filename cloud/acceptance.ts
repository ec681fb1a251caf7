/** A nurse takes an order, or an operator gives it to her: the same checks, the same writes. */
import type { Nurse } from '#domain/nurse/nurse';
import type { Decision, Order } from '#domain/order/order';
import { bindingOf } from './candidates';
import { serviceByCode } from './catalogue';
import { tell } from './messages';
import { loseOffers } from './offers';
import { orderPrivateById } from './orderPrivate';
import type { Change } from './orders';
import { operations } from './settings';
import { bindNurse, freeNurse, type Binding } from './slots';
import type { Transaction } from './transact';

/** The time the nurse would be bound. Where and how long does not change, so it may be read outside the transaction. */
export async function bookingFor(order: Order, nurse: Nurse, now: number): Promise<Binding> {
  const [p, service, { location }] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    orderPrivateById(order._id),
  ]);
  const { startAt, patientUserId } = order;
  return bindingOf(order._id, nurse, { service, position: location.coordinates, startAt, patientUserId }, now, p);
}

/** What is written with `accept` or `assign`: her time (or why not), the end of all other offers, word to the patient. */
export async function taken(transaction: Transaction, decision: Decision, binding: Binding): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  const { nurseId } = binding.booking;
  const exclusive = order.dispatch.stage === 'exclusive';
  // The patient's chosen nurse has held her time and was asked alone; an operator may give the order to another one.
  if (exclusive && order.chosenNurseId !== nurseId) await freeNurse(transaction, order._id);
  await bindNurse(transaction, binding);
  if (!exclusive || order.chosenNurseId !== nurseId) await loseOffers(transaction, order._id, nurseId);
  return { ...decision, effects: tell('patient', order, 'orderAccepted', '护士已接单，请尽快支付') };
}
