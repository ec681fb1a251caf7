import { gives, refusesToCompile, refuses } from '../testing/tables';

/** Parts of dates, and dates of parts. */

// A Sunday: the last day of ISO week 52 of 2016, and week 1 of those that begin on Sunday.
const doc = { date: new Date('2017-01-01T15:08:51.911Z'), none: null, n: 5, tz: 'Asia/Shanghai' };
const inZone = (timezone: unknown) => ({ date: '$date', timezone });

describe('parts in UTC', () => {
  gives([
    [{ $year: '$date' }, doc, 2017],
    [{ $month: ['$date'] }, doc, 1],
    [{ $dayOfMonth: { date: '$date' } }, doc, 1],
    [{ $hour: '$date' }, doc, 15],
    [{ $minute: '$date' }, doc, 8],
    [{ $second: '$date' }, doc, 51],
    [{ $millisecond: '$date' }, doc, 911],
    [{ $dayOfWeek: '$date' }, doc, 1],
    [{ $dayOfYear: '$date' }, doc, 1],
    [{ $week: '$date' }, doc, 1],
    [{ $isoDayOfWeek: '$date' }, doc, 7],
    [{ $isoWeek: '$date' }, doc, 52],
    [{ $isoWeekYear: '$date' }, doc, 2016],
    [{ $year: '$missing' }, doc, null],
    [{ $year: { $add: ['$date', 365 * 86_400_000] } }, doc, 2018],
    // 2016 began on a Friday: the days before its first Sunday are week 0.
    [{ $week: new Date('2016-01-02T00:00:00Z') }, doc, 0],
    [{ $isoWeek: new Date('2016-01-02T00:00:00Z') }, doc, 53],
    [{ $isoWeekYear: new Date('2018-12-31T00:00:00Z') }, doc, 2019],
    [{ $dayOfYear: new Date('2016-12-31T23:59:59Z') }, doc, 366],
    [{ $second: new Date(-1) }, doc, 59],
    [{ $millisecond: new Date(-1) }, doc, 999],
  ]);
});

describe('parts in a time zone', () => {
  gives([
    [{ $dayOfMonth: inZone('Asia/Shanghai') }, doc, 1],
    [{ $hour: inZone('$tz') }, doc, 23],
    [{ $hour: inZone('America/New_York') }, doc, 10],
    [{ $hour: inZone('+09') }, doc, 0],
    [{ $dayOfMonth: inZone('+0900') }, doc, 2],
    [{ $minute: inZone('-03:30') }, doc, 38],
    [{ $hour: inZone(null) }, doc, null],
    [{ $hour: inZone('$missing') }, doc, null],
    [{ $hour: { date: '$none', timezone: 'Asia/Shanghai' } }, doc, null],
    [{ $hour: inZone('GMT') }, doc, 15],
    // Summer time in New York: began 2017-03-12 at 07:00 UTC.
    [{ $hour: { date: new Date('2017-03-12T06:59:59Z'), timezone: 'America/New_York' } }, doc, 1],
    [{ $hour: { date: new Date('2017-03-12T07:00:00Z'), timezone: 'America/New_York' } }, doc, 3],
  ]);
  refuses([
    [{ $year: '$n' }, doc, "can't convert from BSON type int to Date"],
    [{ $year: { date: '$date', timezone: '$n' } }, doc, 'timezone must evaluate to a string, found int'],
    [{ $year: { date: '$date', timezone: '$$ROOT.date' } }, doc, 'timezone must evaluate to a string, found date'],
    [
      { $year: { date: '$date', timezone: { $concat: ['Mars', '/X'] } } },
      doc,
      'unrecognized time zone identifier: "Mars/X"',
    ],
  ]);
  refusesToCompile([
    [{ $year: { date: '$date', timezone: 'DoesNotExist' } }, 'unrecognized time zone identifier: "DoesNotExist"'],
    [{ $year: { date: '$date', timezone: 'asia/shanghai' } }, 'unrecognized time zone identifier: "asia/shanghai"'],
    [{ $year: { date: '$date', zone: 1 } }, 'unrecognized option to $year: "zone"'],
    [{ $year: { timezone: 'UTC' } }, 'missing \'date\' argument to $year, provided: $year: { timezone: "UTC" }'],
    [{ $year: [1, 2] }, '$year accepts exactly one argument if given an array, but was given 2'],
  ]);
});

describe('$dateFromParts', () => {
  const at = (text: string) => new Date(text);
  gives([
    [{ $dateFromParts: { year: 2017, month: 2, day: 8, hour: 12 } }, doc, at('2017-02-08T12:00:00Z')],
    [
      {
        $dateFromParts: {
          year: 2016,
          month: 12,
          day: 31,
          hour: 23,
          minute: 46,
          second: 12,
          timezone: 'America/New_York',
        },
      },
      doc,
      at('2017-01-01T04:46:12Z'),
    ],
    [{ $dateFromParts: { isoWeekYear: 2017, isoWeek: 6, isoDayOfWeek: 3, hour: 12 } }, doc, at('2017-02-08T12:00:00Z')],
    [{ $dateFromParts: { year: 2017 } }, doc, at('2017-01-01T00:00:00Z')],
    [{ $dateFromParts: { year: 2017, month: 14, day: 1, hour: 12 } }, doc, at('2018-02-01T12:00:00Z')],
    [{ $dateFromParts: { year: 2017, month: 0, day: 1, hour: 12 } }, doc, at('2016-12-01T12:00:00Z')],
    [{ $dateFromParts: { year: 2017, day: 0, second: -1 } }, doc, at('2016-12-30T23:59:59Z')],
    [{ $dateFromParts: { isoWeekYear: 2017, isoWeek: 53, isoDayOfWeek: 1 } }, doc, at('2018-01-01T00:00:00Z')],
    [{ $dateFromParts: { year: 99 } }, doc, at('0099-01-01T00:00:00Z')],
    [{ $dateFromParts: { year: 2017, month: '$missing' } }, doc, null],
    [{ $dateFromParts: { year: 2017, timezone: '$none' } }, doc, null],
    // The clock in New York jumps from 2:00 to 3:00, and shows 1:30 twice in autumn: then it is the first time.
    [
      { $dateFromParts: { year: 2017, month: 3, day: 12, hour: 2, minute: 30, timezone: 'America/New_York' } },
      doc,
      at('2017-03-12T07:30:00Z'),
    ],
    [
      { $dateFromParts: { year: 2017, month: 11, day: 5, hour: 1, minute: 30, timezone: 'America/New_York' } },
      doc,
      at('2017-11-05T05:30:00Z'),
    ],
    // In Berlin, ahead of UTC, it is the second.
    [
      { $dateFromParts: { year: 2017, month: 10, day: 29, hour: 2, minute: 30, timezone: 'Europe/Berlin' } },
      doc,
      at('2017-10-29T01:30:00Z'),
    ],
  ]);
  refuses([
    [{ $dateFromParts: { year: 'x' } }, doc, '\'year\' must evaluate to an integer, found string with value "x"'],
    [
      { $dateFromParts: { year: 2017, month: 1.5 } },
      doc,
      "'month' must evaluate to an integer, found double with value 1.5",
    ],
    [
      { $dateFromParts: { year: 2017, day: 32768 } },
      doc,
      "'day' must evaluate to a value in the range [-32768, 32767]; value 32768 is not in range",
    ],
    [{ $dateFromParts: { year: 0 } }, doc, "'year' must evaluate to an integer in the range 1 to 9999, found 0"],
  ]);
  refusesToCompile([
    [{ $dateFromParts: 5 }, '$dateFromParts only supports an object as its argument'],
    [{ $dateFromParts: { month: 1 } }, "$dateFromParts requires either 'year' or 'isoWeekYear' to be present"],
    [{ $dateFromParts: { year: 1, isoWeek: 1 } }, '$dateFromParts does not allow mixing natural dates with ISO dates'],
    [
      { $dateFromParts: { isoWeekYear: 1, day: 1 } },
      '$dateFromParts does not allow mixing ISO dates with natural dates',
    ],
    [{ $dateFromParts: { year: 1, years: 1 } }, 'Unrecognized argument to $dateFromParts: years'],
  ]);
});

describe('$dateToParts', () => {
  const clock = { hour: 15, minute: 8, second: 51, millisecond: 911 };
  gives([
    [{ $dateToParts: { date: '$date' } }, doc, { year: 2017, month: 1, day: 1, ...clock }],
    [
      { $dateToParts: { date: '$date', iso8601: true } },
      doc,
      { isoWeekYear: 2016, isoWeek: 52, isoDayOfWeek: 7, ...clock },
    ],
    [{ $dateToParts: { date: '$date', timezone: '$tz' } }, doc, { year: 2017, month: 1, day: 1, ...clock, hour: 23 }],
    [{ $dateToParts: { date: '$none' } }, doc, null],
    [{ $dateToParts: { date: '$date', timezone: '$missing' } }, doc, null],
    [{ $dateToParts: { date: '$date', iso8601: null } }, doc, null],
  ]);
  refuses([
    [{ $dateToParts: { date: '$date', iso8601: 1 } }, doc, 'iso8601 must evaluate to a bool, found int'],
    [{ $dateToParts: { date: 'x' } }, doc, "can't convert from BSON type string to Date"],
  ]);
  refusesToCompile([
    [{ $dateToParts: 5 }, '$dateToParts only supports an object as its argument'],
    [{ $dateToParts: { timezone: 'UTC' } }, "Missing 'date' parameter to $dateToParts"],
  ]);
});
