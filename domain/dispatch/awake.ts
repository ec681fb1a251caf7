import type { OperationParameters } from '../operations/parameters';
import { DAY, MINUTE, startOfBeijingDay } from '../schedule/beijing';

type Quiet = Pick<OperationParameters['acceptance'], 'quietFromMinute' | 'quietToMinute' | 'urgentLeadMinutes'>;

/**
 * When so many minutes have passed on the clock of a search: it stands still from 22 to 7, since nurses sleep, but goes on
 * in any case four hours before the visit (published rule O-04).
 */
export function awakeMinutesAfter(from: number, minutes: number, startAt: number, p: Quiet): number {
  const urgentFrom = startAt - p.urgentLeadMinutes * MINUTE;
  let at = from;
  let left = minutes * MINUTE;
  // The night that began yesterday evening, then this one, and so on: each moves the end by what it takes.
  for (let midnight = startOfBeijingDay(from); ; midnight += DAY) {
    const sleepAt = midnight - DAY + p.quietFromMinute * MINUTE;
    const wakeAt = Math.min(midnight + p.quietToMinute * MINUTE, urgentFrom);
    if (at + left <= sleepAt || urgentFrom <= Math.max(at, sleepAt)) return at + left;
    if (wakeAt <= at) continue;
    left -= Math.max(0, sleepAt - at);
    at = wakeAt;
  }
}
