/**
 * Urgent visits (尽快上门, B5): a nurse at the door within two hours. Several are asked at once and the first who accepts has it;
 * the visit is so near that the clock of the search never stands still for the night (O-04).
 */
import type { OperationParameters } from '../operations/parameters';
import { HALF_HOUR_MS, MINUTE } from '../schedule/beijing';

type Acceptance = OperationParameters['acceptance'];
type Booking = OperationParameters['booking'];

/** The half hours at which an urgent visit may start, the soonest first. */
export function urgentStarts(now: number, p: Booking): number[] {
  const first = Math.ceil((now + p.urgentMinimumLeadMinutes * MINUTE) / HALF_HOUR_MS) * HALF_HOUR_MS;
  const last = now + p.urgentWithinMinutes * MINUTE;
  const count = Math.max(0, Math.floor((last - first) / HALF_HOUR_MS) + 1);
  return Array.from({ length: count }, (_, index) => first + index * HALF_HOUR_MS);
}

/** She still has to read, accept and get ready before she sets out. */
export const canArrive = (travelMinutes: number, startAt: number, now: number, p: Booking): boolean =>
  now + (p.urgentAnswerMinutes + travelMinutes) * MINUTE <= startAt;

/** Those who can be there in time. */
export const inTime = <C extends { readonly travelMinutes: number }>(
  candidates: readonly C[],
  startAt: number,
  now: number,
  p: Booking,
): readonly C[] => candidates.filter(({ travelMinutes }) => canArrive(travelMinutes, startAt, now, p));

/** The clock of an urgent search: more at once, people sooner, an honest end sooner. */
export const urgently = (p: Acceptance): Acceptance => ({
  ...p,
  alternatesSize: p.urgentAtOnce,
  operatorsAfterMinutes: p.urgentOperatorsAfterMinutes,
  autoCancelMinutes: p.urgentAutoCancelMinutes,
});
