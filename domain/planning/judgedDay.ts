/**
 * A planned day beside the day that would come by itself. Each nurse's visits are put before the same rules as an acceptance, one
 * after the other, so that a proposal holds nothing that would be refused; and it is one only where it is better.
 */
import { distanceMeters } from '../geo/distance';
import { travelMinutes } from '../geo/travel';
import type { Booking } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import { bookingsOn, type Assigned, type NurseDay, type OpenVisit, type Window } from './openDay';

/** May this nurse come, beside these bookings? The rules of acceptance. */
export type Judge = (orderId: string, nurseId: string, bookings: readonly Booking[]) => boolean;

export interface DayFigures {
  readonly served: number;
  readonly wayMinutes: number;
  /** Nurses who would have no visit that day otherwise. */
  readonly nurses: number;
}

const bookingOf = (visit: OpenVisit, nurseId: string): Booking => ({
  _id: visit.orderId,
  nurseId,
  startAt: visit.startAt,
  endAt: visit.endAt,
  coordinates: visit.position,
});

/** Only what the rules allow; what they do not stays open. */
export function lawful(
  visits: readonly OpenVisit[],
  nurses: readonly NurseDay[],
  wanted: Assigned,
  judge: Judge,
): Assigned {
  const held = new Map(nurses.map(({ nurseId, bookings }) => [nurseId, [...bookings]]));
  const kept = new Map<string, string>();
  for (const visit of [...visits].sort((a, b) => a.startAt - b.startAt)) {
    const nurseId = wanted.get(visit.orderId);
    const bookings = nurseId === undefined ? undefined : held.get(nurseId);
    if (nurseId === undefined || !bookings || !judge(visit.orderId, nurseId, bookings)) continue;
    bookings.push(bookingOf(visit, nurseId));
    kept.set(visit.orderId, nurseId);
  }
  return kept;
}

/** What would come by itself: each visit to the first by the published order who still can, in the order they were booked. */
export function oneByOne(visits: readonly OpenVisit[], nurses: readonly NurseDay[], judge: Judge): Assigned {
  const held = new Map(nurses.map(({ nurseId, bookings }) => [nurseId, [...bookings]]));
  const assigned = new Map<string, string>();
  for (const visit of visits) {
    const free = visit.candidates.find(({ nurseId }) => {
      const bookings = held.get(nurseId);
      return bookings !== undefined && judge(visit.orderId, nurseId, bookings);
    });
    if (!free) continue;
    held.get(free.nurseId)?.push(bookingOf(visit, free.nurseId));
    assigned.set(visit.orderId, free.nurseId);
  }
  return assigned;
}

/** What these visits add to a day that holds its bookings already. */
export function addedBy(
  day: Window,
  visits: readonly OpenVisit[],
  nurses: readonly NurseDay[],
  assigned: Assigned,
  p: OperationParameters,
): DayFigures {
  let [wayMinutes, called] = [0, 0];
  for (const nurse of nurses) {
    const own = visits.filter(({ orderId }) => assigned.get(orderId) === nurse.nurseId);
    if (own.length === 0) continue;
    const held = bookingsOn(nurse, day);
    if (held.length === 0) called += 1;
    wayMinutes += wayThrough(nurse, [...held, ...own.map((visit) => bookingOf(visit, nurse.nurseId))], p);
    wayMinutes -= wayThrough(nurse, held, p);
  }
  return { served: assigned.size, wayMinutes, nurses: called };
}

function wayThrough({ home }: NurseDay, bookings: readonly Booking[], { dispatch }: OperationParameters): number {
  if (bookings.length === 0) return 0;
  const inOrder = [...bookings].sort((a, b) => a.startAt - b.startAt).map(({ coordinates }) => coordinates);
  const stations = [home, ...inOrder, home];
  return stations.slice(1).reduce((sum, to, index) => {
    const from = stations[index] ?? to;
    return sum + travelMinutes(distanceMeters(from, to), dispatch);
  }, 0);
}

/** More visits served first; then less way, a nurse called out counting as the operators say. */
export function isBetter(one: DayFigures, other: DayFigures, { planning }: OperationParameters): boolean {
  if (one.served !== other.served) return one.served > other.served;
  const cost = ({ wayMinutes, nurses }: DayFigures) => wayMinutes + planning.calledOutMinutes * nurses;
  return cost(one) < cost(other);
}
