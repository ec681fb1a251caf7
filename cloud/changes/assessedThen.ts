/** What was assessed at booking must still hold on the new day; what was answered then about the day itself is not asked anew. */
import { FIRST_VALID_MS } from '#domain/assessment/assessment';
import { NOTHING_LOOKED_AT } from '#domain/eligibility/facts';
import { serviceFacts } from '#domain/eligibility/nurseFacts';
import { orderStateFor } from '#domain/eligibility/rules/service';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { visitWindow } from '#domain/schedule/slots';
import { assessmentFacts, assessmentsOf } from '../assessment/assessments';
import { serviceByCode } from '../catalogue';
import { read } from '../database';
import { judge } from '../eligibility/decisions';
import type { Recipient } from '../recipients';

/** P-020, P-027: valid on the day of the visit. */
const OF_THE_DAY = ['P-020', 'P-027'];

export async function assertStillAssessed(order: Order, startAt: number, now: number): Promise<void> {
  const [service, known, recipient] = await Promise.all([
    serviceByCode(order.serviceCode, now),
    assessmentsOf(order.recipientId, now - FIRST_VALID_MS),
    read<Recipient>('recipients', order.recipientId),
  ]);
  if (!recipient) throw new Refusal('NOT_FOUND', { recipientId: order.recipientId });
  const { eligibility, facts } = judge({
    moment: 'booking',
    now,
    visit: visitWindow(service, startAt),
    service: serviceFacts(service),
    ...NOTHING_LOOKED_AT,
    assessment: assessmentFacts(known, recipient, order.serviceCode),
  });
  const breach = eligibility.reasons.find(({ rule }) => OF_THE_DAY.some((id) => rule.startsWith(`${id}@`)));
  if (breach) throw new Refusal(breach.code, { rule: breach.rule });
  // Who was looked for, or found, with an order that was seen is not sent with one that nobody has seen yet.
  if (orderStateFor(facts) === 'waiting' && order.dispatch.stage !== 'papers')
    throw new Refusal('ORDER_PAPERS_WAITING', { startAt });
}
