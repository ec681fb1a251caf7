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
