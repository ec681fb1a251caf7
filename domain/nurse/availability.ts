/** When a nurse works: weekly hours, days that differ, and the rest a hospital night asks for. */
import { DAY, HOUR, MINUTE, startOfBeijingDay, weekday } from '../schedule/beijing';
import { overlaps, type Window } from '../schedule/window';
import type { DayException, Nurse } from './nurse';

/** P-060: nobody is sent to a home within twelve hours of a hospital night. */
export const AFTER_HOSPITAL_NIGHT_MS = 12 * HOUR;

export type Hours = Pick<Nurse, 'shifts' | 'exceptions'>;

/** The whole window lies in working hours; hours that touch, also over midnight, count as one. */
export function worksDuring(nurse: Hours, window: Window): boolean {
  if (blockedTime(nurse.exceptions).some((blocked) => overlaps(blocked, window))) return false;
  const hours = workingTime(nurse, window);
  let coveredTo = window.startAt;
  while (coveredTo < window.endAt) {
    const reached = coveredTo;
    const end = Math.max(...hours.filter(({ startAt }) => startAt <= reached).map(({ endAt }) => endAt), reached);
    if (end === reached) return false;
    coveredTo = end;
  }
  return true;
}

/** Hours offered by the week or by an extra day, whatever else is said about them. */
function workingTime({ shifts, exceptions }: Hours, { startAt, endAt }: Window): readonly Window[] {
  const weekly: Window[] = [];
  // A shift may reach over midnight, so the day before counts too.
  for (let midnight = startOfBeijingDay(startAt) - DAY; midnight < endAt; midnight += DAY) {
    const day = weekday(midnight);
    weekly.push(...shifts.filter((shift) => shift.weekday === day).map((shift) => minutesFrom(midnight, shift)));
  }
  return [...weekly, ...exceptions.filter(({ kind }) => kind === 'extra').map(timeOf)];
}

/** Days off, and hospital nights with the rest after them. */
function blockedTime(exceptions: readonly DayException[]): readonly Window[] {
  return exceptions.flatMap((exception) => {
    if (exception.kind === 'extra') return [];
    const { startAt, endAt } = timeOf(exception);
    return [{ startAt, endAt: exception.kind === 'hospitalNight' ? endAt + AFTER_HOSPITAL_NIGHT_MS : endAt }];
  });
}

/** The time an exception speaks of; beyond 1440 it reaches into the next day. */
export const timeOf = (exception: DayException): Window => minutesFrom(startOfBeijingDay(exception.day), exception);

const minutesFrom = (midnight: number, { fromMinute, toMinute }: { fromMinute: number; toMinute: number }): Window => ({
  startAt: midnight + fromMinute * MINUTE,
  endAt: midnight + toMinute * MINUTE,
});
