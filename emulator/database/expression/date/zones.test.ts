import * as fc from 'fast-check';
import { evaluated } from '../testing/tables';
import { timeZone, utcFromLocal } from './timeZone';

/** What must hold for every moment in every zone; Intl's own printing is the judge of the offsets. */

const zoneNames = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const zoneName = fc.constantFrom(...zoneNames);
const moment = fc.date({ min: new Date('1902-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
/** Within two days of a change of offset in one of the zones. */
const nearChange = fc
  .tuple(
    fc.constantFrom(
      '2017-03-12T07:00Z',
      '2017-11-05T06:00Z',
      '2021-03-28T01:00Z',
      '2021-04-03T15:00Z',
      '2011-12-30T10:00Z',
    ),
    fc.integer({ min: -172_800_000, max: 172_800_000 }),
  )
  .map(([change, awayMs]) => new Date(Date.parse(change) + awayMs));
const anyMoment = fc.oneof(moment, nearChange);

/** `sv-SE` prints ISO 8601. */
const shownBy = (zone: string, date: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(date);

test('local time is what Intl prints', () => {
  fc.assert(
    fc.property(anyMoment, zoneName, (date, timezone) => {
      const printed = evaluated({ $dateToString: { date, timezone, format: '%Y-%m-%d %H:%M:%S' } });
      expect(printed).toBe(shownBy(timezone, date));
    }),
    { numRuns: 500 },
  );
});

test('parts and back give the same moment, or the other one of two that the clock shows alike', () => {
  fc.assert(
    fc.property(anyMoment, zoneName, (date, timezone) => {
      const parts = evaluated({ $dateToParts: { date, timezone } }) as object;
      const back = evaluated({ $dateFromParts: { ...parts, timezone } }) as Date;
      if (back.getTime() !== date.getTime()) {
        expect(evaluated({ $dateToParts: { date: back, timezone } })).toEqual(parts);
      }
    }),
    { numRuns: 500 },
  );
});

test('ISO parts and back, without a zone, give the same moment', () => {
  fc.assert(
    fc.property(moment, (date) => {
      const parts = evaluated({ $dateToParts: { date, iso8601: true } }) as object;
      expect(evaluated({ $dateFromParts: parts })).toEqual(date);
    }),
  );
});

test('what $dateToString prints with its offset, $dateFromString reads', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1975-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      zoneName,
      (date, timezone) => {
        const format = '%Y-%m-%dT%H:%M:%S.%L%z';
        const dateString = evaluated({ $dateToString: { date, timezone, format } });
        expect(evaluated({ $dateFromString: { dateString, format } })).toEqual(date);
        expect(evaluated({ $dateFromString: { dateString } })).toEqual(date);
      },
    ),
  );
});

test('a time the clock skips counts on from before the jump', () => {
  const newYork = timeZone('America/New_York');
  expect(utcFromLocal(Date.UTC(2017, 2, 12, 2, 30), newYork)).toBe(Date.UTC(2017, 2, 12, 7, 30));
});
