/** Days and times as people say them, always Beijing time. */
import { beijingDay, minuteOfDay, startOfBeijingDay, timeText, weekday } from '#domain/schedule/beijing';
import { strings } from '@/strings/words';

const WEEKDAYS = Object.values(strings.weekdays);
const DAY_MS = 24 * 60 * 60_000;

/** 今天 · 明天 · 后天 · 11月25日 周三 */
export function dayText(at: number, now: number): string {
  const days = Math.round((startOfBeijingDay(at) - startOfBeijingDay(now)) / DAY_MS);
  return (
    [strings.days.today, strings.days.tomorrow, strings.days.afterTomorrow][days] ??
    `${monthDay(at)} ${WEEKDAYS[weekday(at)]}`
  );
}

/** 11月25日 */
export function monthDay(at: number): string {
  const [, month, day] = beijingDay(at).split('-');
  return strings.monthDay({ month: Number(month), day: Number(day) });
}

export const weekdayText = (at: number): string => WEEKDAYS[weekday(at)] ?? '';

/** 明天 14:30—15:00 */
export function visitTimeText(startAt: number, endAt: number, now: number): string {
  return `${dayText(startAt, now)} ${timeText(startAt)}—${timeText(endAt)}`;
}

/** 14:32 left to go as 14:32; over an hour as 1:14:32; past is 00:00. */
export function countdownText(untilAt: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((untilAt - now) / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export type PartOfDay = (typeof strings.partsOfDay)[keyof typeof strings.partsOfDay];
export function partOfDay(at: number): PartOfDay {
  const minute = minuteOfDay(at);
  if (minute < 12 * 60) return strings.partsOfDay.morning;
  return minute < 18 * 60 ? strings.partsOfDay.afternoon : strings.partsOfDay.evening;
}
