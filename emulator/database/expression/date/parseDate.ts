import { ConversionFailure } from '../type/conversionFailure';
import { momentFrom, type ReadDate } from './localDate';
import type { TimeZone } from './timeZone';
import { zoneFromText, zonePattern } from './zoneText';

/** Dates written without a format. MongoDB's library reads many more forms; those it shares with this list agree. */

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(?<monthName>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|' +
  'sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const weekdayName = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?';
const ordinal = '(?:st|nd|rd|th)?';
const year = '(?<year>\\d{4})';
const month = '(?<month>\\d{1,2})';
const day = '(?<day>\\d{1,2})';

const seconds = '(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?';
const half = '(?<half>[ap])\\.?m\\.?';
const times = [
  `(?<hour>\\d{1,2}):(?<minute>\\d{2})(?:[:.]${seconds})?(?:\\s*${half})?`,
  `(?<hour>\\d{1,2})\\s*${half}`,
  '(?<word>noon|midnight)',
];
const compactTime = `(?<hour>\\d{2})(?<minute>\\d{2})${seconds}`;
const zone = `(?:\\s*(?<zone>${zonePattern}))?`;

const dates = [
  `${year}-${month}-${day}`,
  `${year}/${month}/${day}`,
  `${year}(?<month>\\d{2})(?<day>\\d{2})`,
  `(?<isoWeekYear>\\d{4})-?W(?<isoWeek>\\d{2})(?:-?(?<isoDayOfWeek>[1-7]))?`,
  `${year}[-.]?(?<dayOfYear>\\d{3})`,
  `${month}/${day}/(?<year>\\d{4}|\\d{2})`,
  `${day}[-.]${month}[-.]${year}`,
  `${weekdayName}${monthName}\\.?\\s+${day}${ordinal},?\\s+${year}`,
  `${weekdayName}${day}${ordinal}[ -]${monthName}[ -,.]*${year}`,
  `${year}-${monthName}-${day}`,
];

const forms = dates.flatMap((date) => [
  ...times.map((time) => new RegExp(`^\\s*${date}(?:T|\\s+|,\\s+)${time}${zone}\\s*$`, 'i')),
  new RegExp(`^\\s*${date}${zone}\\s*$`, 'i'),
  new RegExp(`^\\s*${date}T?${compactTime}${zone}\\s*$`, 'i'),
]);

/** A time alone, or a day without its year, is understood and found incomplete. */
const incomplete = [
  new RegExp(`^\\s*${times[0]}${zone}\\s*$`, 'i'),
  new RegExp(`^\\s*${monthName}\\.?\\s+${day}${ordinal}\\s*$`, 'i'),
];

type Groups = Partial<Record<string, string>>;

function hourIn({ hour, half: halfOfDay, word }: Groups): number | undefined {
  if (word !== undefined) return word.toLowerCase() === 'noon' ? 12 : 0;
  if (hour === undefined || halfOfDay === undefined) return hour === undefined ? undefined : Number(hour);
  return (Number(hour) % 12) + (halfOfDay.toLowerCase() === 'p' ? 12 : 0);
}

/** Two digits are years from 1970 to 2069. */
function yearIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  return text.length === 2 ? number + (number < 70 ? 2000 : 1900) : number;
}

function readGroups(groups: Groups, text: string): ReadDate {
  const numberOf = (name: string) => (groups[name] === undefined ? undefined : Number(groups[name]));
  return {
    year: yearIn(groups.year),
    month: groups.monthName ? monthNames.indexOf(groups.monthName.slice(0, 3).toLowerCase()) + 1 : numberOf('month'),
    day: numberOf('day'),
    dayOfYear: numberOf('dayOfYear'),
    isoWeekYear: numberOf('isoWeekYear'),
    isoWeek: numberOf('isoWeek'),
    isoDayOfWeek: numberOf('isoDayOfWeek'),
    hour: hourIn(groups),
    minute: numberOf('minute'),
    second: numberOf('second'),
    millisecond: groups.fraction === undefined ? undefined : Number(groups.fraction.slice(0, 3).padEnd(3, '0')),
    zone: groups.zone === undefined ? undefined : zoneFromText(groups.zone, text),
  };
}

/** Reads a date as $toDate and $dateFromString without a format do. */
export function parseDate(text: string, zoneWanted: TimeZone): Date {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups) return momentFrom(text, readGroups(groups, text), zoneWanted);
  }
  if (incomplete.some((form) => form.test(text))) {
    throw new ConversionFailure(`an incomplete date/time string has been found, with elements missing: "${text}"`);
  }
  throw new ConversionFailure(`Error parsing date string '${text}'; 0: Unexpected character '${text.charAt(0)}'`);
}
