import { ConversionFailure } from '../type/conversionFailure';
import { timeZone, type TimeZone } from './timeZone';

/** Hours ahead of UTC of the abbreviations that are clear without a country. */
const abbreviations: Record<string, number> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
};
/** Military letters: A to M are ahead of UTC, without J; N to Y behind. */
'ABCDEFGHIKLM'.split('').forEach((letter, i) => (abbreviations[letter] = i + 1));
'NOPQRSTUVWXY'.split('').forEach((letter, i) => (abbreviations[letter] = -i - 1));
abbreviations.Z = 0;

/** What a zone inside a text may look like; identifiers are matched so that they can be refused by name. */
export const zonePattern = '(?:GMT|UTC)?[+-]\\d{1,2}:?(?:\\d{2})?|[A-Za-z]+(?:/[A-Za-z_+-]+)*';

const hourMs = 3_600_000;

function ahead(hours: number): TimeZone {
  const offset = hours * hourMs;
  return { isUtc: offset === 0, offsetMs: () => offset };
}

/** The zone that a part of a text names: `Z`, `EST`, `+0800`, `GMT+8`. */
export function zoneFromText(text: string, whole: string): TimeZone {
  const offset = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(text);
  if (offset) return timeZone(`${offset[1]}${(offset[2] as string).padStart(2, '0')}${offset[3] ?? '00'}`);
  const hours = abbreviations[text.toUpperCase()];
  if (hours !== undefined) return ahead(hours);
  throw new ConversionFailure(
    `Error parsing date string '${whole}'; ${whole.indexOf(text)}: ` +
      `passing a time zone identifier as part of the string is not allowed '${text.charAt(0)}'`,
  );
}
