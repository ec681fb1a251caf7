/** The only file that knows Beijing time: UTC+8, no summer time. Instants are epoch milliseconds. */
import { Refusal } from '../refusal';

export const MINUTE = 60_000;
export const HALF_HOUR_MS = 30 * MINUTE;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const OFFSET = 8 * HOUR;

/** Read the UTC fields of this to get what a clock on a Beijing wall shows. */
const wall = (at: number) => new Date(at + OFFSET);
const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-23` */
export const beijingDay = (at: number): string => wall(at).toISOString().slice(0, 10);

/** `2026-11-23T09:30:00+08:00`: whole seconds, the offset said. */
export const beijingRfc3339 = (at: number): string => `${wall(at).toISOString().slice(0, 19)}+08:00`;

/** Midnight of the day, given as `2026-11-23` or as any instant in it. */
export function startOfBeijingDay(day: string | number): number {
  if (typeof day === 'number') return Math.floor((day + OFFSET) / DAY) * DAY - OFFSET;
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00+08:00`) : NaN;
  if (Number.isNaN(start) || beijingDay(start) !== day) throw new Refusal('BAD_INPUT', { day });
  return start;
}

/** 0 … 1439 */
export const minuteOfDay = (at: number): number => Math.floor((at - startOfBeijingDay(at)) / MINUTE);

/** 0 = Sunday … 6 = Saturday */
export const weekday = (at: number): number => wall(at).getUTCDay();

/** Midnight between Sunday and Monday. */
export const startOfBeijingWeek = (at: number): number => startOfBeijingDay(at) - ((weekday(at) + 6) % 7) * DAY;

/** `09:30` */
export const timeText = (at: number): string => `${two(wall(at).getUTCHours())}:${two(wall(at).getUTCMinutes())}`;

/** `11月23日` */
export const dateText = (at: number): string => `${wall(at).getUTCMonth() + 1}月${wall(at).getUTCDate()}日`;

/** `11月23日 09:30` */
export const dateTimeText = (at: number): string => `${dateText(at)} ${timeText(at)}`;

/** `2026年11月23日 09:30` */
export const yearTimeText = (at: number): string => `${wall(at).getUTCFullYear()}年${dateTimeText(at)}`;
