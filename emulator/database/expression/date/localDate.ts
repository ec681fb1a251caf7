import { ConversionFailure } from '../type/conversionFailure';
import { localTime, localTimeOfIsoWeek } from './calendar';
import { utcFromLocal, type TimeZone } from './timeZone';

/** What was read from a text; months and days from 1. */
export interface ReadDate {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  isoWeekYear?: number;
  isoWeek?: number;
  isoDayOfWeek?: number;
  hour?: number;
  minute?: number;
  second?: number;
  millisecond?: number;
  /** Given in the text itself: by `Z`, `+08:00` or an abbreviation. */
  zone?: TimeZone;
}

const complaint = (text: string, reason: string) =>
  new ConversionFailure(`Error parsing date string '${text}'; ${text.length}: ${reason} '${text.slice(-1)}'`);

const isIso = ({ isoWeekYear, isoWeek, isoDayOfWeek }: ReadDate) =>
  isoWeekYear !== undefined || isoWeek !== undefined || isoDayOfWeek !== undefined;
const isNatural = ({ year, month, day }: ReadDate) => year !== undefined || month !== undefined || day !== undefined;

/** Midnight of the day; an ISO date may leave out week and day, and may run over the year. */
function midnightOf(text: string, read: ReadDate): number {
  const { year, month, day, dayOfYear } = read;
  if (isIso(read)) {
    if (isNatural(read)) throw complaint(text, 'Mixing of ISO dates with natural dates is not allowed');
    if (read.isoWeekYear === undefined) throw complaint(text, 'The parsed date was invalid');
    return localTimeOfIsoWeek(read.isoWeekYear, read.isoWeek ?? 1, read.isoDayOfWeek ?? 1);
  }
  if (year !== undefined && dayOfYear !== undefined) return localTime(year, 1, dayOfYear);
  if (year === undefined || month === undefined || day === undefined) {
    throw new ConversionFailure(`an incomplete date/time string has been found, with elements missing: "${text}"`);
  }
  const lastDay = new Date(localTime(year, month + 1, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay) throw complaint(text, 'The parsed date was invalid');
  return localTime(year, month, day);
}

function sinceMidnight(text: string, { hour = 0, minute = 0, second = 0, millisecond = 0 }: ReadDate): number {
  if (hour > 24 || minute > 59 || second > 60) throw complaint(text, 'The parsed time was invalid');
  return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

/** The moment; the zone of the text and that of the operator may not both be given. */
export function momentFrom(text: string, read: ReadDate, zone: TimeZone): Date {
  const localMs = midnightOf(text, read) + sinceMidnight(text, read);
  if (read.zone && !zone.isUtc) {
    throw new ConversionFailure(
      'you cannot pass in a date/time string with GMT offset together with a timezone argument',
    );
  }
  return new Date(utcFromLocal(localMs, read.zone ?? zone));
}
