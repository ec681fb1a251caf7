/**
 * Recurring care (B9): a plan says on which days of the week, every how many weeks, from when to when. Its visits follow from it
 * alone, so whoever works them out gets the same ones; each becomes an order of its own, and what happens to one does not move the others.
 */
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { beijingDay, DAY, MINUTE, startOfBeijingDay, startOfBeijingWeek, weekday } from './beijing';

export interface SeriesPlan {
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekdays: readonly number[];
  /** 1: every week, 2: every other week … counted from the week of the first day. */
  readonly everyWeeks: number;
  readonly minuteOfDay: number;
  /** `2026-11-23`, Beijing. */
  readonly firstDay: string;
  /** Ends with this day, or after so many visits; one of the two is said, or both. */
  readonly lastDay: string | null;
  readonly visits: number | null;
}

export interface SeriesVisit {
  readonly day: string;
  readonly startAt: number;
  /** 1 is the first of the series. */
  readonly number: number;
}

type Booking = OperationParameters['booking'];

/** Refuses a plan that has no visit, no end, or an end too far away. */
export function assertPlan(plan: SeriesPlan, now: number, p: Booking): void {
  const { weekdays, everyWeeks, minuteOfDay, firstDay, lastDay, visits } = plan;
  const refuse = (field: keyof SeriesPlan) => {
    throw new Refusal('SERIES_INVALID', { field });
  };
  const whole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  if (weekdays.length === 0 || new Set(weekdays).size < weekdays.length) refuse('weekdays');
  if (!weekdays.every((one) => whole(one, 0, 6))) refuse('weekdays');
  if (!whole(everyWeeks, 1, p.seriesMaxEveryWeeks)) refuse('everyWeeks');
  if (!whole(minuteOfDay, 0, DAY / MINUTE - 1) || minuteOfDay % p.gridMinutes !== 0) refuse('minuteOfDay');
  const first = startOfBeijingDay(firstDay);
  if (first < startOfBeijingDay(now) || first > now + p.horizonDays * DAY) refuse('firstDay');
  if (visits !== null && !whole(visits, 1, p.seriesMaxVisits)) refuse('visits');
  if (lastDay === null && visits === null) refuse('lastDay');
  if (lastDay !== null && (startOfBeijingDay(lastDay) < first || lastOf(plan) > first + p.seriesMaxDays * DAY))
    refuse('lastDay');
  const within = visitsOf(plan, firstDay, beijingDay(first + p.seriesMaxDays * DAY)).length;
  if (within === 0) refuse('weekdays');
  if (lastDay === null && within < (visits ?? 0)) refuse('visits');
}

const lastOf = ({ lastDay }: SeriesPlan): number => (lastDay === null ? Infinity : startOfBeijingDay(lastDay));

/** The visits on the days from one to the other, both included, with their place in the whole series. */
export function visitsOf(plan: SeriesPlan, fromDay: string, toDay: string): readonly SeriesVisit[] {
  const first = startOfBeijingDay(plan.firstDay);
  const end = Math.min(startOfBeijingDay(toDay), lastOf(plan));
  const found: SeriesVisit[] = [];
  for (let midnight = first, number = 0; midnight <= end; midnight += DAY) {
    if (!isOn(plan, midnight, first)) continue;
    number += 1;
    if (plan.visits !== null && number > plan.visits) break;
    const day = beijingDay(midnight);
    if (day >= fromDay) found.push({ day, number, startAt: midnight + plan.minuteOfDay * MINUTE });
  }
  return found;
}

function isOn({ weekdays, everyWeeks }: SeriesPlan, midnight: number, first: number): boolean {
  const weeks = Math.round((startOfBeijingWeek(midnight) - startOfBeijingWeek(first)) / (7 * DAY));
  return weeks % everyWeeks === 0 && weekdays.includes(weekday(midnight));
}

/** No plan reaches further, whatever the settings were when it was made. */
const FURTHEST_DAYS = 3 * 366;

/** The first visit on this day or later; null: the series is over. */
export const visitFrom = (plan: SeriesPlan, day: string): SeriesVisit | null =>
  visitsOf(plan, day, beijingDay(startOfBeijingDay(plan.firstDay) + FURTHEST_DAYS * DAY))[0] ?? null;

/** The day after. */
export const nextDay = (day: string): string => beijingDay(startOfBeijingDay(day) + DAY);

/** When the visit of this day is to be booked: so many days ahead, at the start of the day. */
export const bookingDueAt = (day: string, p: Booking): number => startOfBeijingDay(day) - p.seriesHorizonDays * DAY;
