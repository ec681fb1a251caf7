/** A nurse takes an order, or an operator gives it to her: the same checks, the same writes. */
import type { Nurse } from '#domain/nurse/nurse';
import type { Decision, Order } from '#domain/order/order';
import { serviceByCode } from './catalogue';
import { decisionRow, storeDecision } from './eligibility/decisions';
import { bindingOf, type JudgedBinding } from './eligibility/binding';
import { familyIn } from './eligibility/family';
import { coverWanted } from './insurance/coverWanted';
import { tell } from './messages';
import { loseOffers } from './offers';
import { orderPrivateById } from './orderPrivate';
import type { Change } from './orders';
import { providers } from './places';
import { operations } from './settings';
import { bindNurse, freeNurse } from './slots';
import type { Transaction } from './transact';

/**
 * The time the nurse would be bound. Where and how long does not change; whose person it is may, so that is read in the
 * transaction, as `nurse` must have been.
 */
export async function bookingFor(
  transaction: Transaction,
  order: Order,
  nurse: Nurse,
  now: number,
): Promise<JudgedBinding> {
  const { startAt, recipientId, patientUserId, district } = order;
  const familyUserIds = await familyIn(transaction, { recipientId, ownerUserId: patientUserId }, now);
  const [p, service, { location }, sending] = await Promise.all([
    operations(now),
    serviceByCode(order.serviceCode, now),
    orderPrivateById(order._id),
    providers(now),
  ]);
  const visit = { service, position: location.coordinates, district, startAt, familyUserIds, providers: sending };
  return bindingOf(order._id, nurse, visit, now, p);
}

/** What is written with `accept` or `assign`: her time (or why not), the end of all other offers, word to the patient. */
export async function taken(transaction: Transaction, decision: Decision, binding: JudgedBinding): Promise<Change> {
  const { order, fact } = decision;
  if (!fact) return decision;
  const { nurseId } = binding.booking;
  const exclusive = order.dispatch.stage === 'exclusive';
  // The patient's chosen nurse has held her time and was asked alone; an operator may give the order to another one.
  if (exclusive && order.chosenNurseId !== nurseId) await freeNurse(transaction, order._id);
  await bindNurse(transaction, binding);
  if (!exclusive || order.chosenNurseId !== nurseId) await loseOffers(transaction, order._id, nurseId);
  // Handed over after payment: nothing is left to pay now, and the cover named the other nurse.
  const note = order.status === 'pendingService' ? '新的护士已接单，无需再付款' : '护士已接单，请尽快支付';
  return {
    ...decision,
    effects: [...tell('patient', order, 'orderAccepted', note), ...coverWanted(order)],
    alsoWrite: (also) => storeDecision(also, decisionRow(binding.judged(), { orderId: order._id, nurseId })),
  };
}
