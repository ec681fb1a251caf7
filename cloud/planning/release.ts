/** A released proposal, visit by visit: each is given out as an operator would by hand. What others took meanwhile stays theirs. */
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import { assignedTo } from '../assigning';
import { changeOrder } from '../orders';
import type { DayPlanRow, ProposedVisit } from './dayPlans';

/** The next visits with their outcome, as many as the time allows. */
export async function releaseSome(
  row: DayPlanRow,
  now: number,
  p: OperationParameters,
  isTime: () => boolean,
): Promise<Partial<DayPlanRow>> {
  const visits: ProposedVisit[] = [...row.visits];
  for (const [index, visit] of visits.entries()) {
    if (visit.nurseId === null || visit.outcome !== '') continue;
    if (!isTime()) return { visits };
    visits[index] = { ...visit, outcome: await giveOut(visit.orderId, visit.nurseId, now, p) };
  }
  return { visits, state: 'released', releasedAt: now };
}

async function giveOut(
  orderId: string,
  nurseId: string,
  now: number,
  p: OperationParameters,
): Promise<ProposedVisit['outcome']> {
  try {
    await changeOrder(orderId, async (order, transaction) => {
      // A release that was interrupted goes on: what it had given out already is given out.
      if (order.nurseId === nurseId) return { order, fact: null };
      if (order.nurseId !== null) throw new Refusal('OFFER_TAKEN', { orderId });
      return (await assignedTo(transaction, order, nurseId, now, p)).change;
    });
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
