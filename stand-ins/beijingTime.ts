/** How the outside services write time: Beijing, whatever the machine's zone. */
const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `2018-06-08T10:34:56+08:00`, the form of WeChat Pay's JSON. */
export function rfc3339(atMs: number): string {
  return `${shifted(atMs).slice(0, 19)}+08:00`;
}

/** `2018-06-08 10:34:56`, the form of bills and message logs. */
export function dateAndTime(atMs: number): string {
  return shifted(atMs).slice(0, 19).replace('T', ' ');
}

/** `2018-06-08`. */
export function dateOf(atMs: number): string {
  return shifted(atMs).slice(0, 10);
}

/** `20180608103456`, the beginning of many numbers. */
export function digitsOf(atMs: number): string {
  return shifted(atMs).slice(0, 19).replace(/\D/g, '');
}

function shifted(atMs: number): string {
  return new Date(atMs + BEIJING_OFFSET_MS).toISOString();
}
