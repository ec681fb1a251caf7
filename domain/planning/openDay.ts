/** The open visits of a city's day as a problem of the planner; what a nurse has accepted stands where it stands. */
import { distanceMeters, type Position } from '../geo/distance';
import { travelMinutes } from '../geo/travel';
import type { Booking } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import { MINUTE } from '../schedule/beijing';
import type { DayPlan, PlannedVisit, PlanningNurse, PlanningProblem } from './problem';

export interface OpenVisit {
  readonly orderId: string;
  readonly startAt: number;
  /** The end of the time a nurse is bound, the buffer included. */
  readonly endAt: number;
  readonly bufferMinutes: number;
  readonly position: Position;
  /** Who may come and is free then, best first. */
  readonly candidates: readonly { readonly nurseId: string; readonly pastVisits: number }[];
}

export interface NurseDay {
  readonly nurseId: string;
  readonly home: Position;
  /** Of the whole week. */
  readonly bookings: readonly Booking[];
}

/** Order → nurse. */
export type Assigned = ReadonlyMap<string, string>;
export interface Window {
  readonly startAt: number;
  readonly endAt: number;
}

/** A booking does not tell its buffer; the ordinary one. */
const BUFFER_MINUTES = 15;
const DAY_MINUTES = 1440;
/** Dearer than any day: what is accepted is never left out. */
const ACCEPTED = 1e9;

export const bookingsOn = ({ bookings }: NurseDay, { startAt, endAt }: Window): readonly Booking[] =>
  bookings.filter((booking) => booking.startAt >= startAt && booking.startAt < endAt);

interface Place {
  readonly position: Position;
  /** Of the bound time; the way may begin in it. */
  readonly bufferMinutes: number;
}

/** Open visits first, in their order, then what is accepted. */
export function problemOfDay(
  day: Window,
  visits: readonly OpenVisit[],
  nurses: readonly NurseDay[],
  p: OperationParameters,
): PlanningProblem {
  const { planning } = p;
  const accepted = nurses.flatMap((nurse, index) => bookingsOn(nurse, day).map((booking) => ({ booking, index })));
  const places: readonly Place[] = [
    ...nurses.map(({ home }) => ({ position: home, bufferMinutes: 0 })),
    ...visits.map(({ position, bufferMinutes }) => ({ position, bufferMinutes })),
    ...accepted.map(({ booking }) => ({ position: booking.coordinates, bufferMinutes: BUFFER_MINUTES })),
  ];
  const fixed = (
    visit: Window & { readonly id: string },
    place: number,
    fitCosts: number[],
    leftOutCost: number,
  ): PlannedVisit => {
    const minute = (visit.startAt - day.startAt) / MINUTE;
    const bound = (visit.endAt - visit.startAt) / MINUTE;
    const durationMinutes = Math.max(1, bound - (places[place]?.bufferMinutes ?? 0));
    return {
      id: visit.id,
      stops: [{ place, durationMinutes, fitCosts }],
      earliestMinute: minute,
      dueMinute: minute,
      latestMinute: minute,
      leftOutCost,
    };
  };
  const open = visits.map((visit, index): PlannedVisit => {
    const costs = new Map(
      visit.candidates.map(({ nurseId, pastVisits }) => [nurseId, pastVisits > 0 ? 0 : planning.strangerMinutes]),
    );
    const fitCosts = nurses.map(({ nurseId }) => costs.get(nurseId) ?? Infinity);
    return fixed({ ...visit, id: visit.orderId }, nurses.length + index, fitCosts, planning.leftOutMinutes);
  });
  const standing = accepted.map(({ booking, index }, number): PlannedVisit => {
    const fitCosts = nurses.map((_, nurse) => (nurse === index ? 0 : Infinity));
    const place = nurses.length + visits.length + number;
    return fixed({ ...booking, id: booking._id }, place, fitCosts, ACCEPTED);
  });
  return {
    places: places.length,
    travelMinutes: waysBetween(places, p),
    visits: [...open, ...standing],
    nurses: nurses.map((nurse, index) => workOf(nurse, index, p)),
    weights: {
      travelMinute: 1,
      lateMinute: 0,
      latestMinute: 0,
      nurse: planning.calledOutMinutes,
      squaredWorkHour: planning.unevenWeekMinutes,
    },
  };
}

/** Whether her hours, rest and area let her come was asked before; what several visits together break, the judge asks afterwards. */
const workOf = ({ nurseId, bookings }: NurseDay, place: number, p: OperationParameters): PlanningNurse => ({
  id: nurseId,
  startPlace: place,
  endPlace: place,
  shift: { fromMinute: -DAY_MINUTES, toMinute: 2 * DAY_MINUTES },
  maxVisits: Infinity,
  maxWorkMinutes: Math.max(p.rest.dayMaxMinutes, DAY_MINUTES),
  workedMinutes: bookings.reduce((sum, { startAt, endAt }) => sum + (endAt - startAt) / MINUTE, 0),
});

function waysBetween(places: readonly Place[], { dispatch }: OperationParameters): Float64Array {
  const ways = places.flatMap((from) =>
    places.map((to) => (from === to ? 0 : travelMinutes(distanceMeters(from.position, to.position), dispatch))),
  );
  return Float64Array.from(ways);
}

/** Which open visit goes to whom. */
export function assignedBy(plan: DayPlan, visits: readonly OpenVisit[], nurses: readonly NurseDay[]): Assigned {
  const assigned = new Map<string, string>();
  plan.routes.forEach((route, index) => {
    for (const { visit } of route) {
      const open = visits[visit];
      const nurse = nurses[index];
      if (open && nurse) assigned.set(open.orderId, nurse.nurseId);
    }
  });
  return assigned;
}
