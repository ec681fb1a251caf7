/** A plan as people say it: 每周一、周四 10:00，共 8 次. */
import { MINUTE, startOfBeijingDay, timeText } from '#domain/schedule/beijing';
import type { SeriesPlan } from '#domain/schedule/series';
import { strings } from '@/strings/repeat';
import { strings as words } from '@/strings/words';

export const WEEKDAY_NAMES: readonly string[] = Object.values(words.weekdays);
/** Monday first, as calendars hang on the wall. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

export function planText({ weekdays, everyWeeks, minuteOfDay, firstDay, visits }: SeriesPlan): string {
  const days = WEEK.filter((weekday) => weekdays.includes(weekday)).map((weekday) => WEEKDAY_NAMES[weekday] ?? '');
  const time = timeText(startOfBeijingDay(firstDay) + minuteOfDay * MINUTE);
  const every = strings.every({ weeks: everyWeeks, days, time });
  return visits === null ? every : strings.counted({ every, visits });
}
