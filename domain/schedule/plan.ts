/** A nurse's coming 28 days in half hours: what her hours, her orders and the rules of rest make of them. */
import { AFTER_HOSPITAL_NIGHT_MS, timeOf, worksDuring } from '../nurse/availability';
import type { Nurse } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import { beijingDay, DAY, HALF_HOUR_MS, MINUTE, startOfBeijingDay, startOfBeijingWeek } from './beijing';
import { isRested, slackBetween, type Spell } from './rest';
import { overlaps, type Window } from './window';

export type TimeState = 'free' | 'booked' | 'travel' | 'rest' | 'off' | 'hospitalNight';

/** Bound time with the visit inside it: what follows the visit is the way. */
export interface PlannedVisit extends Spell {
  readonly orderId: string | null;
  readonly visitEndAt: number;
}

export interface PlanStretch {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly state: TimeState;
  readonly orderId: string | null;
}

type Planner = Pick<Nurse, 'shifts' | 'exceptions' | 'location'>;
const HALF_HOURS_A_DAY = 48;
/** P-060 is about bound time with its buffer; the ordinary one. */
const BUFFER_MINUTES = 15;

/** Each day whole, neighbours in one state put together. */
export function planOf(
  nurse: Planner,
  visits: readonly PlannedVisit[],
  now: number,
  p: OperationParameters,
): readonly { readonly day: string; readonly spells: readonly PlanStretch[] }[] {
  const today = startOfBeijingDay(now);
  return Array.from({ length: p.booking.horizonDays }, (_, index) => {
    const midnight = today + index * DAY;
    const near = visits.filter((visit) => overlaps(visit, weekAround(midnight)));
    const halves = Array.from({ length: HALF_HOURS_A_DAY }, (_half, half) => {
      const startAt = midnight + half * HALF_HOUR_MS;
      return { fromMinute: half * 30, toMinute: half * 30 + 30, ...stateOf(nurse, near, startAt, p) };
    });
    return { day: beijingDay(midnight), spells: joined(halves) };
  });
}

/** The rules of rest look at the week, and at the day before and after. */
function weekAround(midnight: number): Window {
  const monday = startOfBeijingWeek(midnight);
  return { startAt: Math.min(monday, midnight - DAY), endAt: Math.max(monday + 7 * DAY, midnight + 2 * DAY) };
}

/** Orders come first, since she has promised them; then nights, hours, rest and the way. */
function stateOf(
  nurse: Planner,
  visits: readonly PlannedVisit[],
  startAt: number,
  p: OperationParameters,
): Pick<PlanStretch, 'state' | 'orderId'> {
  const half: Spell = { startAt, endAt: startAt + HALF_HOUR_MS, coordinates: nurse.location.coordinates };
  const visit = visits.find((one) => overlaps(one, half));
  if (visit) return { state: startAt < visit.visitEndAt ? 'booked' : 'travel', orderId: visit.orderId };
  return { state: unbooked(nurse, visits, half, p), orderId: null };
}

function unbooked(nurse: Planner, visits: readonly PlannedVisit[], half: Spell, p: OperationParameters): TimeState {
  const nights = nurse.exceptions.filter(({ kind }) => kind === 'hospitalNight').map(timeOf);
  if (nights.some((night) => overlaps(night, half))) return 'hospitalNight';
  if (nights.some(({ endAt }) => overlaps({ startAt: endAt, endAt: endAt + AFTER_HOSPITAL_NIGHT_MS }, half)))
    return 'rest';
  if (!worksDuring(nurse, half)) return 'off';
  const slack = slackBetween(BUFFER_MINUTES, p);
  if (visits.some((visit) => slack(visit, half) < 0)) return 'travel';
  return isRested(visits, half, slack, p.rest) ? 'free' : 'rest';
}

function joined(halves: readonly PlanStretch[]): readonly PlanStretch[] {
  const spells: PlanStretch[] = [];
  for (const half of halves) {
    const last = spells.at(-1);
    if (last?.state === half.state && last.orderId === half.orderId)
      spells[spells.length - 1] = { ...last, toMinute: half.toMinute };
    else spells.push(half);
  }
  return spells;
}

/** The working hours a weekly plan may ask for: at least a break of eleven hours somewhere in each day it spans. */
export const longestDutyMinutes = (p: OperationParameters['rest']): number => DAY / MINUTE - p.betweenShiftsMinutes;
