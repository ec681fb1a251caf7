/** Orders that wait for their doctor's order to be seen (P-027): what was decided about it is carried on to the order. */
import { FIRST_VALID_MS } from '#domain/assessment/assessment';
import { NOTHING_LOOKED_AT } from '#domain/eligibility/facts';
import { serviceFacts } from '#domain/eligibility/nurseFacts';
import { orderStateFor } from '#domain/eligibility/rules/service';
import { cancel } from '#domain/order/cancel';
import type { Order } from '#domain/order/order';
import { papersPassed, papersStep } from '#domain/order/papers';
import { Refusal } from '#domain/refusal';
import { assessmentFacts, assessmentsOf } from './assessment/assessments';
import { calledOff } from './cancellations';
import { serviceByCode } from './catalogue';
import { db, everyRow, read } from './database';
import { poke } from './functions';
import { changeOrder, type Change } from './orders';
import type { Recipient } from './recipients';
import { operations } from './settings';

/** Takes the step that is due, if any; whoever is second finds another version and does nothing. */
export async function advancePapers(order: Order, now: number): Promise<Order> {
  const [p, state] = await Promise.all([operations(now), stateOf(order, now)]);
  const step = papersStep(order, state, now, p);
  if (step === 'wait') return order;
  return changeOrder(order._id, (fresh, transaction): Change | Promise<Change> => {
    if (fresh.version !== order.version) return { order: fresh, fact: null };
    return step === 'pass'
      ? papersPassed(fresh, now)
      : calledOff(transaction, cancel(fresh, 'system', step.cancel, now, p), now);
  });
}

async function stateOf(order: Order, now: number): Promise<ReturnType<typeof orderStateFor>> {
  const { recipientId, serviceCode, startAt, endAt } = order;
  const [service, known, recipient] = await Promise.all([
    serviceByCode(serviceCode, now),
    assessmentsOf(recipientId, now - FIRST_VALID_MS),
    read<Recipient>('recipients', recipientId),
  ]);
  if (!recipient) throw new Refusal('NOT_FOUND', { recipientId });
  return orderStateFor({
    ...NOTHING_LOOKED_AT,
    service: serviceFacts(service),
    visit: { startAt, endAt },
    assessment: assessmentFacts(known, recipient, serviceCode),
  });
}

/** Somebody decided about an order for this service: whoever waits for it goes on at once. */
export async function hurryWaiting(recipientId: string, serviceCodes: readonly string[]): Promise<void> {
  const waiting = await everyRow<Pick<Order, '_id' | 'serviceCode'>>(
    db
      .collection('orders')
      .where({ recipientId, status: 'pendingAcceptance', 'dispatch.stage': 'papers' })
      .field({ serviceCode: true })
      .orderBy('_id', 'asc'),
  );
  for (const { _id, serviceCode } of waiting)
    if (serviceCodes.includes(serviceCode)) await poke('dispatchMatch', { orderId: _id });
}
