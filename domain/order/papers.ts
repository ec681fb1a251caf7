/**
 * A doctor's order is seen by a person before a nurse is looked for (P-027): an order that was booked with one that waits looks for
 * nobody and holds the time of a chosen nurse alone; seen, its search begins; refused, expired or not seen in time, it is let go and costs nothing.
 */
import { startSearch } from '../dispatch/search';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { type Decision, move, type Order } from './order';

type Terms = Pick<OperationParameters, 'booking'>;

/** Seen any later, nobody could be found any more. */
export const papersDueAt = (startAt: number, { booking }: Terms): number =>
  startAt - booking.minimumLeadMinutes * MINUTE;

/** Right after it was placed, or moved to a day for which only an order that waits would count. */
export function awaitPapers(order: Order, now: number, p: Terms): Decision {
  const nextStepAt = papersDueAt(order.startAt, p);
  const dispatch = { ...startSearch(null, now), stage: 'papers' as const, nextStepAt };
  return move(order, { event: 'awaitPapers', by: 'system', now, change: { dispatch }, details: {} });
}

/** The search begins as if it had been booked now. Saying it twice changes nothing. */
export function papersPassed(order: Order, now: number): Decision {
  if (order.status !== 'pendingAcceptance' || order.dispatch.stage !== 'papers') return { order, fact: null };
  const dispatch = startSearch(order.chosenNurseId, now);
  return move(order, { event: 'papersPassed', by: 'system', now, change: { dispatch }, details: {} });
}

export type PapersStep = 'wait' | 'pass' | { readonly cancel: string };

/** What is due. `state`: how it stands with the order for this service on the day of the visit. */
export function papersStep(
  order: Pick<Order, 'dispatch' | 'startAt'>,
  state: 'notNeeded' | 'passed' | 'waiting' | 'missing',
  now: number,
  p: Terms,
): PapersStep {
  if (order.dispatch.stage !== 'papers') throw new Refusal('ILLEGAL_STEP', { stage: order.dispatch.stage });
  if (now >= papersDueAt(order.startAt, p)) return { cancel: '医嘱没能在上门前审核完' };
  if (state === 'missing') return { cancel: '医嘱没有通过审核，或到那天已过期' };
  return state === 'waiting' ? 'wait' : 'pass';
}
