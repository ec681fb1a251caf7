/** Days and instants as the desk writes them, Beijing time. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const DAY_AND_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** `2026-11-23` */
export const dayOf = (at: number): string => DAY.format(at);
export const momentOf = (at: number): string => DAY_AND_TIME.format(at);

const DAY_MS = 24 * 60 * 60_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** The first instant of a day as a date field gives it. */
export const beginOf = midnight;
/** The last instant of it: papers count to the end of their day. */
export const endOf = (day: string): number => midnight(day) + DAY_MS - 1;
/** The first instant after it: how policies name their end. */
export const afterDay = (day: string): number => midnight(day) + DAY_MS;
