/** What the search for a nurse writes on the order; which step is due is dispatch/search's matter. */
import { Refusal } from '../refusal';
import { type Decision, move, type Order } from './order';

export interface Offering {
  readonly nurseIds: readonly string[];
  readonly stage: 'exclusive' | 'waves' | 'alternates';
  readonly wave: number;
  readonly nextStepAt: number;
  /** Why these and in this order: the parts of each one's score (P-061). Absent where the patient chose. */
  readonly scores?: readonly AskedScore[];
  /** She was found together with other orders' nurses. */
  readonly batch?: BatchSize;
}

/** How many orders were shared out among how many nurses. */
export interface BatchSize {
  readonly orders: number;
  readonly nurses: number;
}

/** A nurse's score as it stands in the history: numbers only. */
export interface AskedScore {
  readonly nurseId: string;
  readonly score: number;
  readonly travelMinutes: number;
  readonly isEstimated: boolean;
  /** The map knows no hour of departure: taken to the hour of the visit by our own factor. Absent: no. */
  readonly isTakenOver?: boolean;
  readonly near: number;
  readonly quality: number;
  readonly continuity: number;
  readonly fairness: number;
  /** Absent in entries older than the wish. */
  readonly dialect?: number;
  readonly isNewcomer: boolean;
}

/** Offered to these nurses; nobody is asked twice in one search. */
export function offer(order: Order, offering: Offering, now: number): Decision {
  const { nurseIds, stage, wave, nextStepAt, scores, batch } = offering;
  const { offeredNurseIds, inBatch } = order.dispatch;
  const again = nurseIds.filter((nurseId) => offeredNurseIds.includes(nurseId));
  if (again.length > 0 || nurseIds.length === 0) throw new Refusal('ILLEGAL_STEP', { event: 'offer', again });
  const asked = { stage, wave, nextStepAt, offeredNurseIds: [...offeredNurseIds, ...nurseIds] };
  const dispatch = { ...order.dispatch, ...asked, ...(inBatch && { inBatch: false }) };
  const details = { stage, wave, nurseIds, ...(scores && { scores }), ...(batch && { batch }) };
  return move(order, { event: 'offer', by: 'system', now, change: { dispatch }, details });
}

/** More wait here than nurses could come: the next batch finds its nurse. Saying it twice changes nothing. */
export function gather(
  order: Order,
  { stage, waiting, freeNurses }: { stage: 'waves' | 'alternates'; waiting: number; freeNurses: number },
  now: number,
): Decision {
  if (order.status === 'pendingAcceptance' && order.dispatch.inBatch) return { order, fact: null };
  const dispatch = { ...order.dispatch, stage, nextStepAt: now, inBatch: true };
  return move(order, { event: 'gather', by: 'system', now, change: { dispatch }, details: { waiting, freeNurses } });
}

/** Operators take over. Saying it twice changes nothing. */
export function escalate(order: Order, nextStepAt: number, now: number): Decision {
  if (order.status === 'pendingAcceptance' && order.dispatch.stage === 'operators') return { order, fact: null };
  const dispatch = { ...order.dispatch, stage: 'operators' as const, nextStepAt };
  return move(order, { event: 'escalate', by: 'system', now, change: { dispatch } });
}

/**
 * A nurse says no; it costs her nothing (O-07, P-059). The chosen nurse's no ends her exclusive time. `system`: she may no longer
 * come, so nobody waits for her answer.
 */
export function decline(order: Order, nurseId: string, now: number, by: 'nurse' | 'system' = 'nurse'): Decision {
  const { dispatch } = order;
  if (!dispatch.offeredNurseIds.includes(nurseId)) throw new Refusal('OFFER_CLOSED', { orderId: order._id });
  const change = dispatch.stage === 'exclusive' ? { dispatch: { ...dispatch, nextStepAt: now } } : {};
  return move(order, { event: 'decline', by, now, change, details: { nurseId, stage: dispatch.stage } });
}
