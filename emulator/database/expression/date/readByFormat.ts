import { ConversionFailure } from '../type/conversionFailure';
import { formatParts } from './dateFormat';
import { momentFrom, type ReadDate } from './localDate';
import type { TimeZone } from './timeZone';
import { zoneFromText, zonePattern } from './zoneText';

interface Field {
  readonly pattern: RegExp;
  /** The complaint when the text has nothing of the kind. */
  readonly wanted: string;
  readonly put: (read: ReadDate, found: string, text: string) => void;
}

const number = (digits: string, name: Exclude<keyof ReadDate, 'zone'>, wanted: string): Field => ({
  pattern: new RegExp(digits, 'y'),
  wanted: `A ${wanted} could not be found`,
  put: (read, found) => {
    read[name] = Number(found);
  },
});

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/dateFromString/#format-specifiers */
const fields: Record<string, Field> = {
  d: number('\\d{1,2}', 'day', 'two digit day'),
  G: number('\\d{1,4}', 'isoWeekYear', 'four digit ISO year'),
  H: number('\\d{1,2}', 'hour', 'two digit hour'),
  L: {
    pattern: /\d{1,3}/y,
    wanted: 'A three digit millisecond could not be found',
    put: (read, found) => {
      read.millisecond = Number(found.padEnd(3, '0'));
    },
  },
  m: number('\\d{1,2}', 'month', 'two digit month'),
  M: number('\\d{1,2}', 'minute', 'two digit minute'),
  S: number('\\d{1,2}', 'second', 'two digit second'),
  u: number('[1-7]', 'isoDayOfWeek', 'one digit ISO day of week'),
  V: number('\\d{1,2}', 'isoWeek', 'two digit ISO week'),
  Y: number('\\d{1,4}', 'year', 'four digit year'),
  z: {
    pattern: new RegExp(`\\s*(?:${zonePattern})`, 'y'),
    wanted: 'The timezone could not be found in the database',
    put: (read, found, text) => {
      read.zone = zoneFromText(found.trim(), text);
    },
  },
  Z: {
    pattern: /[+-]\d{1,4}/y,
    wanted: 'A timezone offset in minutes could not be found',
    put: (read, found) => {
      const offsetMs = Number(found) * 60_000;
      read.zone = { isUtc: offsetMs === 0, offsetMs: () => offsetMs };
    },
  },
};

const complaint = (text: string, at: number, reason: string) =>
  new ConversionFailure(`Error parsing date string '${text}'; ${at}: ${reason} '${text.charAt(at)}'`);

/** Reads one part of the format at a place of the text and answers the place behind it. */
type PartReader = (text: string, at: number, read: ReadDate) => number;

const literalReader =
  (literal: string): PartReader =>
  (text, at) => {
    for (let i = 0; i < literal.length; i += 1) {
      if (at + i >= text.length) throw complaint(text, at + i, 'Data missing');
      if (text[at + i] !== literal[i]) throw complaint(text, at + i, 'Format literal not found');
    }
    return at + literal.length;
  };

const fieldReader =
  ({ pattern, wanted, put }: Field): PartReader =>
  (text, at, read) => {
    if (at >= text.length) throw complaint(text, at, 'Data missing');
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw complaint(text, at, wanted);
    put(read, found, text);
    return at + found.length;
  };

export type DateReader = (text: string, zone: TimeZone) => Date;

function newReader(format: string): DateReader {
  const parts = formatParts(format, (letter) => Object.hasOwn(fields, letter)).map(({ text, letter }) =>
    letter === undefined ? literalReader(text) : fieldReader(fields[letter] as Field),
  );
  return (text, zone) => {
    const read: ReadDate = {};
    const end = parts.reduce((at, part) => part(text, at, read), 0);
    if (end < text.length) throw complaint(text, end, 'Trailing data');
    return momentFrom(text, read, zone);
  };
}

const readers = new Map<string, DateReader>();
const rememberedFormats = 256;

/** Reads texts of one format; formats met before are remembered. */
export function formatReader(format: string): DateReader {
  let reader = readers.get(format);
  if (!reader) {
    if (readers.size >= rememberedFormats) readers.clear();
    readers.set(format, (reader = newReader(format)));
  }
  return reader;
}
