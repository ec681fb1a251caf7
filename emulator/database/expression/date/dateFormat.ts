import { requestFailed } from '../../refusals';
import { dayOfYear, isoDayOfWeek, isoWeek, isoWeekYear, weekOfYear } from './calendar';

/** Prints a moment as local time that is `offsetMs` ahead of UTC. */
export type DateFormat = (utcMs: number, offsetMs: number) => string;

const padded = (value: number, width: number) => String(value).padStart(width, '0');

function year(value: number): string {
  if (value >= 0 && value <= 9999) return padded(value, 4);
  throw requestFailed(`$dateToString is only defined on year 0-9999, tried to use year ${value}`);
}

function offsetText(offsetMs: number): string {
  const minutes = Math.trunc(Math.abs(offsetMs) / 60_000);
  return `${offsetMs < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
}

type Specifier = (localMs: number, local: Date, offsetMs: number) => string;

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/dateToString/#format-specifiers */
const specifiers: Record<string, Specifier> = {
  d: (_ms, local) => padded(local.getUTCDate(), 2),
  G: (ms) => year(isoWeekYear(ms)),
  H: (_ms, local) => padded(local.getUTCHours(), 2),
  j: (ms) => padded(dayOfYear(ms), 3),
  L: (_ms, local) => padded(local.getUTCMilliseconds(), 3),
  m: (_ms, local) => padded(local.getUTCMonth() + 1, 2),
  M: (_ms, local) => padded(local.getUTCMinutes(), 2),
  S: (_ms, local) => padded(local.getUTCSeconds(), 2),
  u: (ms) => String(isoDayOfWeek(ms)),
  U: (ms) => padded(weekOfYear(ms), 2),
  V: (ms) => padded(isoWeek(ms), 2),
  w: (_ms, local) => String(local.getUTCDay() + 1),
  Y: (_ms, local) => year(local.getUTCFullYear()),
  z: (_ms, _local, offsetMs) => offsetText(offsetMs),
  Z: (_ms, _local, offsetMs) => String(Math.trunc(offsetMs / 60_000)),
};

/** Cuts a format into plain text and specifiers (a letter after %), refusing unknown ones. */
export function formatParts(format: string, known: (letter: string) => boolean): { text: string; letter?: string }[] {
  const parts: { text: string; letter?: string }[] = [];
  for (const [piece] of format.matchAll(/%[\s\S]?|[^%]+/g)) {
    const letter = piece.charAt(1);
    if (!piece.startsWith('%')) parts.push({ text: piece });
    else if (piece === '%') throw requestFailed("Unmatched '%' at end of format string");
    else if (letter === '%') parts.push({ text: '%' });
    else if (known(letter)) parts.push({ text: piece, letter });
    else throw requestFailed(`Invalid format character '%${letter}' in format string`);
  }
  return parts;
}

/** Reads a format once, for printing many dates. */
export function dateFormat(format: string): DateFormat {
  const printers = formatParts(format, (letter) => Object.hasOwn(specifiers, letter)).map(({ text, letter }) =>
    letter === undefined ? (): string => text : (specifiers[letter] as Specifier),
  );
  return (utcMs, offsetMs) => {
    const localMs = utcMs + offsetMs;
    const local = new Date(localMs);
    return printers.map((print) => print(localMs, local, offsetMs)).join('');
  };
}
