import { type CronFieldCollection, CronExpressionParser } from 'cron-parser';

/** A 7-field expression, in Beijing time: second minute hour day-of-month month day-of-week year. */
export interface Cron {
  /** The first tick strictly after an instant, or undefined when there is none left. */
  next(after: number): number | undefined;
  /** The last tick at an instant or before it, or undefined when there was none. */
  previous(atOrBefore: number): number | undefined;
}

/** Beijing has had no daylight saving since 1991, so its clock is plain arithmetic. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2099;
/** The platform knows `, - * /` and names of months and weekdays; other dialects (`L`, `#`, `?`) must not work here only. */
const FIELD = /^(\*|[\d,\-/*]+)$/;
const NAMED_FIELD = /^(\*|[\dA-Za-z,\-/*]+)$/;
const NAMES = /^(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|SUN|MON|TUE|WED|THU|FRI|SAT)$/i;

function parseYears(field: string): (year: number) => boolean {
  const ranges = field.split(',').map((part) => {
    const match = /^(?:\*|(\d{4})(?:-(\d{4}))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`year field ${field}`);
    const step = Number(match[3] ?? 1);
    const first = Number(match[1] ?? FIRST_YEAR);
    const last = Number(match[2] ?? (match[1] && !match[3] ? match[1] : LAST_YEAR));
    if (step < 1 || first < FIRST_YEAR || last > LAST_YEAR || first > last) throw new Error(`year field ${field}`);
    return { first, last, step };
  });
  return (year) => ranges.some(({ first, last, step }) => year >= first && year <= last && (year - first) % step === 0);
}

function checkFields(fields: readonly string[]): void {
  fields.forEach((field, index) => {
    const named = index === 4 || index === 5;
    const words = field.match(/[A-Za-z]+/g) ?? [];
    if (!(named ? NAMED_FIELD : FIELD).test(field) || !words.every((word) => NAMES.test(word))) {
      throw new Error(`field ${index + 1}, ${field}`);
    }
  });
  if (/7/.test((fields[5] as string).replace(/\/\d+/g, ''))) throw new Error(`weekday ${fields[5]}: Sunday is 0`);
}

/** Refuses what the platform would refuse, and names the field. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 7) throw new Error(`cron "${text}" has ${fields.length} fields, not 7`);
  try {
    checkFields(fields);
    const sixFields = CronExpressionParser.parse(fields.slice(0, 6).join(' ')).fields;
    return cronOf(secondsOfDay(sixFields), dayFilter(sixFields, parseYears(fields[6] as string)));
  } catch (error) {
    throw new Error(`cron "${text}": ${(error as Error).message}`, { cause: error });
  }
}

function secondsOfDay({ hour, minute, second }: CronFieldCollection): number[] {
  const minutes = hour.values.flatMap((h) => minute.values.map((m) => h * 60 + m));
  return minutes.flatMap((m) => second.values.map((s) => m * 60 + s));
}

/** When both the day of the month and the weekday are restricted, either is enough. */
function dayFilter(fields: CronFieldCollection, isYear: (year: number) => boolean): (beijingDay: number) => boolean {
  const months = new Set<unknown>(fields.month.values);
  const daysOfMonth = new Set<unknown>(fields.dayOfMonth.values);
  const weekdays = new Set<unknown>(fields.dayOfWeek.values);
  const both = !fields.dayOfMonth.isWildcard && !fields.dayOfWeek.isWildcard;
  return (beijingDay) => {
    const date = new Date(beijingDay * DAY_MS);
    if (!isYear(date.getUTCFullYear()) || !months.has(date.getUTCMonth() + 1)) return false;
    const isDayOfMonth = daysOfMonth.has(date.getUTCDate());
    const isWeekday = weekdays.has(date.getUTCDay());
    return both ? isDayOfMonth || isWeekday : isDayOfMonth && isWeekday;
  };
}

/** `seconds` is sorted. Days are counted from 1970-01-01 in Beijing. */
function cronOf(seconds: readonly number[], isDay: (beijingDay: number) => boolean): Cron {
  const firstDay = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS;
  const lastDay = Date.UTC(LAST_YEAR, 11, 31) / DAY_MS;
  const instant = (day: number, second: number) => day * DAY_MS + second * 1000 - BEIJING_OFFSET_MS;
  const dayOf = (at: number) => Math.floor((at + BEIJING_OFFSET_MS) / DAY_MS);
  return {
    next: (after) => {
      for (let day = Math.max(dayOf(after), firstDay); day <= lastDay; day += 1) {
        const second = isDay(day) ? seconds.find((candidate) => instant(day, candidate) > after) : undefined;
        if (second !== undefined) return instant(day, second);
      }
      return undefined;
    },
    previous: (atOrBefore) => {
      for (let day = Math.min(dayOf(atOrBefore), lastDay); day >= firstDay; day -= 1) {
        const second = isDay(day) ? seconds.findLast((candidate) => instant(day, candidate) <= atOrBefore) : undefined;
        if (second !== undefined) return instant(day, second);
      }
      return undefined;
    },
  };
}
