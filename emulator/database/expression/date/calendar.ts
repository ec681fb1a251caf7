/** Calendar arithmetic on local time: milliseconds as if the wall clock were UTC's. */

const dayMs = 86_400_000;

const weekday = (localMs: number) => new Date(localMs).getUTCDay();

/** Milliseconds of a date whose parts may run over: month 14 is February of the next year. */
export function localTime(year: number, month: number, day: number, sinceMidnightMs = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() + sinceMidnightMs;
}

/** 1 for January 1st. */
export function dayOfYear(localMs: number): number {
  const year = new Date(localMs).getUTCFullYear();
  return Math.floor((localMs - localTime(year, 1, 1)) / dayMs) + 1;
}

/** Weeks begin on Sunday; the days before the first Sunday are week 0. */
export const weekOfYear = (localMs: number): number => Math.floor((dayOfYear(localMs) + 6 - weekday(localMs)) / 7);

/** Monday 1 to Sunday 7. */
export const isoDayOfWeek = (localMs: number): number => weekday(localMs) || 7;

/** An ISO week belongs to the year that has its Thursday. */
const thursdayOf = (localMs: number) => localMs + (4 - isoDayOfWeek(localMs)) * dayMs;

export const isoWeekYear = (localMs: number): number => new Date(thursdayOf(localMs)).getUTCFullYear();

export const isoWeek = (localMs: number): number => Math.floor((dayOfYear(thursdayOf(localMs)) - 1) / 7) + 1;

/** January 4th is always in week 1. */
export function localTimeOfIsoWeek(year: number, week: number, day: number, sinceMidnightMs = 0): number {
  const fourth = localTime(year, 1, 4);
  const mondayOfFirst = fourth - (isoDayOfWeek(fourth) - 1) * dayMs;
  return mondayOfFirst + ((week - 1) * 7 + day - 1) * dayMs + sinceMidnightMs;
}
