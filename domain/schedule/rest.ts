/** Working time between homes: the way takes time, and rest is due (P-060). */
import { distanceMeters } from '../geo/distance';
import { travelMinutes } from '../geo/travel';
import type { Booking } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import { DAY, MINUTE, startOfBeijingDay, startOfBeijingWeek } from './beijing';
import type { Window } from './window';

/** Bound time and where it is spent. */
export type Spell = Pick<Booking, 'startAt' | 'endAt' | 'coordinates'>;
type Between<S> = (a: S, b: S) => number;

/**
 * Minutes left between two visits when the way is taken off; below zero she cannot be there in time. Bound time already
 * holds the buffer after a visit, so only what the way takes beyond it counts. (A booking does not tell its buffer; the
 * asked service's stands for it.)
 */
export const slackWith =
  <S extends Window>(bufferMinutes: number, wayMinutes: Between<S>): Between<S> =>
  (a, b) =>
    gapMinutes(a, b) - Math.max(0, wayMinutes(a, b) - bufferMinutes);

/** The way from one visit to another. */
export const wayBetween =
  (p: OperationParameters['dispatch']): Between<Pick<Spell, 'coordinates'>> =>
  (a, b) =>
    travelMinutes(distanceMeters(a.coordinates, b.coordinates), p);

export const slackBetween = (bufferMinutes: number, p: OperationParameters): Between<Spell> =>
  slackWith<Spell>(bufferMinutes, wayBetween(p.dispatch));

/**
 * P-060: after four hours without a break twenty minutes of rest, at most ten hours a day, the way included, eleven hours
 * between working days, at most 44 hours a week (Monday to Sunday).
 */
export function isRested<S extends Window>(
  bookings: readonly S[],
  wanted: S,
  slack: Between<S>,
  p: OperationParameters['rest'],
): boolean {
  const [midnight, monday] = [startOfBeijingDay(wanted.startAt), startOfBeijingWeek(wanted.startAt)];
  const sameDay = ({ startAt }: S) => startAt >= midnight && startAt < midnight + DAY;
  const sameWeek = ({ startAt }: S) => startAt >= monday && startAt < monday + 7 * DAY;
  const all: readonly S[] = [wanted, ...bookings];
  return (
    minutesOf(all.filter(sameDay)) <= p.dayMaxMinutes &&
    minutesOf(all.filter(sameWeek)) <= p.weekMaxMinutes &&
    bookings.every((booking) => sameDay(booking) || gapMinutes(booking, wanted) >= p.betweenShiftsMinutes) &&
    hasBreaks(all.filter(sameDay), slack, p)
  );
}

/** Whoever has four hours behind her rests before the next visit. One long visit is not cut in two. */
function hasBreaks<S extends Window>(spells: readonly S[], slack: Between<S>, p: OperationParameters['rest']): boolean {
  const inOrder = [...spells].sort((a, b) => a.startAt - b.startAt);
  let workedMinutes = 0;
  return inOrder.every((spell, index) => {
    const before = inOrder[index - 1];
    if (before && slack(before, spell) >= p.restMinutes) workedMinutes = 0;
    if (workedMinutes >= p.afterWorkMinutes) return false;
    workedMinutes += minutesOf([spell]);
    return true;
  });
}

const minutesOf = (windows: readonly Window[]): number =>
  windows.reduce((total, { startAt, endAt }) => total + (endAt - startAt) / MINUTE, 0);

/** Minutes between two windows that do not overlap. */
const gapMinutes = (a: Window, b: Window): number =>
  (a.startAt < b.startAt ? b.startAt - a.endAt : a.startAt - b.endAt) / MINUTE;
