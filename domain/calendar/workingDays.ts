/** Working days in China: weekdays, less the holidays, plus the make-up days; Beijing time. */
import { beijingDay, DAY, startOfBeijingDay, weekday } from '../schedule/beijing';
import { HOLIDAYS, type YearOfHolidays } from './holidays';

export type Calendar = Readonly<Record<string, YearOfHolidays>>;

export interface Counted {
  /** Midnight after the last of the working days that were counted. */
  readonly endsAt: number;
  /** Years whose holidays are not published (or not entered) yet: there, plain weekdays were counted. Never to be hidden. */
  readonly unknownYears: readonly string[];
}

/** Does one work on this day? null: nobody knows, the year has not been published. */
export function isWorkingDay(at: number, calendar: Calendar = HOLIDAYS): boolean | null {
  const day = beijingDay(at);
  const year = calendar[day.slice(0, 4)];
  if (!year) return null;
  if (year.makeUp.includes(day)) return true;
  return isWeekday(at) && !year.off.some(([from, to]) => from <= day && day <= to);
}

const isWeekday = (at: number): boolean => ![0, 6].includes(weekday(at));

/**
 * The end of the n-th working day after the day of `at`: the day itself is not counted, as periods are counted in law (Civil Code
 * art. 201), and what comes in on a day off counts from the next working day.
 */
export function afterWorkingDays(at: number, count: number, calendar: Calendar = HOLIDAYS): Counted {
  const unknown = new Set<string>();
  let midnight = startOfBeijingDay(at);
  for (let left = count; left > 0;) {
    midnight += DAY;
    const known = isWorkingDay(midnight, calendar);
    if (known === null) unknown.add(beijingDay(midnight).slice(0, 4));
    if (known ?? isWeekday(midnight)) left -= 1;
  }
  return { endsAt: midnight + DAY, unknownYears: [...unknown] };
}

/** Whole working days that begin between two instants: what the clock at the desk counts down. */
export function workingDaysBetween(from: number, to: number, calendar: Calendar = HOLIDAYS): number {
  let days = 0;
  for (let midnight = startOfBeijingDay(from) + DAY; midnight < to; midnight += DAY) {
    if (isWorkingDay(midnight, calendar) ?? isWeekday(midnight)) days += 1;
  }
  return days;
}
