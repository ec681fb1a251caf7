import { gives, refusesToCompile, refuses } from '../testing/tables';

const doc = { date: new Date('2017-07-04T14:56:42.911Z'), none: null, n: 5, format: '%H' };
const printed = (format: unknown, more = {}) => ({ $dateToString: { date: '$date', format, ...more } });

describe('$dateToString', () => {
  const all = '%Y-%m-%d %H:%M:%S.%L %z %Z %j %G %V %u %U %w %%';
  gives([
    [{ $dateToString: { date: '$date' } }, doc, '2017-07-04T14:56:42.911Z'],
    // The default ends with Z whatever the zone.
    [{ $dateToString: { date: '$date', timezone: 'America/New_York' } }, doc, '2017-07-04T10:56:42.911Z'],
    // A Tuesday, day 185, in ISO week 27.
    [printed(all), doc, '2017-07-04 14:56:42.911 +0000 0 185 2017 27 2 27 3 %'],
    [printed('%H:%M %z %Z', { timezone: 'Australia/Eucla' }), doc, '23:41 +0845 525'],
    [printed('%H:%M %z %Z', { timezone: 'America/New_York' }), doc, '10:56 -0400 -240'],
    [printed('%d日%H时', { timezone: '+08:00' }), doc, '04日22时'],
    [printed('$format'), doc, '14'],
    [printed(''), doc, ''],
    [printed('$none'), doc, null],
    [printed('%H', { timezone: '$missing' }), doc, null],
    [{ $dateToString: { date: '$none' } }, doc, null],
    [{ $dateToString: { date: '$missing', onNull: { $literal: '-' } } }, doc, '-'],
    [{ $dateToString: { date: new Date('0044-03-15T00:00:00Z'), format: '%Y' } }, doc, '0044'],
    // Local mean time: 4 h 27 min 40 s behind.
    [
      {
        $dateToString: {
          date: new Date('1900-07-10T11:41:22.418Z'),
          format: '%Y-%m-%d %H:%M:%S %z (%Z minutes)',
          timezone: 'America/Caracas',
        },
      },
      doc,
      '1900-07-10 07:13:42 -0427 (-267 minutes)',
    ],
  ]);
  refuses([
    [{ $dateToString: { date: '$n' } }, doc, "can't convert from BSON type int to Date"],
    [printed('$n'), doc, "$dateToString requires that 'format' be a string, found: int with value 5"],
    [
      { $dateToString: { date: new Date(253402300800000), format: '%Y' } },
      doc,
      '$dateToString is only defined on year 0-9999, tried to use year 10000',
    ],
  ]);
  refusesToCompile([
    [printed('%n'), "Invalid format character '%n' in format string"],
    [printed('%b'), "Invalid format character '%b' in format string"],
    [printed('%d%'), "Unmatched '%' at end of format string"],
    [{ $dateToString: '$date' }, '$dateToString only supports an object as its argument'],
    [{ $dateToString: { format: '%Y' } }, "Missing 'date' parameter to $dateToString"],
    [{ $dateToString: { date: 1, locale: 'zh' } }, 'Unrecognized argument to $dateToString: locale'],
  ]);
});

const read = (dateString: unknown, more = {}) => ({ $dateFromString: { dateString, ...more } });
const at = (text: string) => new Date(text);

describe('$dateFromString without a format', () => {
  gives([
    [read('2017-02-08T12:10:40.787'), doc, at('2017-02-08T12:10:40.787Z')],
    [read('2017-02-08T12:10:40.787Z'), doc, at('2017-02-08T12:10:40.787Z')],
    [read('2017-07-04T11:56.02.81'), doc, at('2017-07-04T11:56:02.810Z')],
    [read('2017-07-06 11:36'), doc, at('2017-07-06T11:36:00Z')],
    [read('2017-02-08'), doc, at('2017-02-08T00:00:00Z')],
    [read('20170208T121040'), doc, at('2017-02-08T12:10:40Z')],
    [read('2017-02-08', { timezone: 'America/New_York' }), doc, at('2017-02-08T05:00:00Z')],
    [read('2017-07-14T12:02:44.771+0330'), doc, at('2017-07-14T08:32:44.771Z')],
    [read('2017-07-14T12:02:44.771 GMT+02:00'), doc, at('2017-07-14T10:02:44.771Z')],
    [read('2017-07-14T12:02:44.771 CEST'), doc, at('2017-07-14T10:02:44.771Z')],
    [read('2017-07-14T12:02:44.771 P'), doc, at('2017-07-14T15:02:44.771Z')],
    [read('July 4th, 2017 11am'), doc, at('2017-07-04T11:00:00Z')],
    [read('2017-Jul-04 noon'), doc, at('2017-07-04T12:00:00Z')],
    [read('Tue, 4 July 2017 12:39:30 BST'), doc, at('2017-07-04T11:39:30Z')],
    [read('7/4/17'), doc, at('2017-07-04T00:00:00Z')],
    [read('04-07-2017'), doc, at('2017-07-04T00:00:00Z')],
    [read('2017-W06-3'), doc, at('2017-02-08T00:00:00Z')],
    [read('2017-039'), doc, at('2017-02-08T00:00:00Z')],
    [read('$none'), doc, null],
    [read('$none', { onNull: 'none' }), doc, 'none'],
    [read('2017-02-08', { timezone: '$missing' }), doc, null],
    [read('20177-02-09', { onError: '$n' }), doc, 5],
    [read('$n', { onError: null }), doc, null],
  ]);
  refuses([
    [read(5), doc, "$dateFromString requires that 'dateString' be a string, found: int with value 5"],
    [read('Friday'), doc, "Error parsing date string 'Friday'; 0: Unexpected character 'F'"],
    [read('2017-02-30'), doc, "Error parsing date string '2017-02-30'; 10: The parsed date was invalid '0'"],
    [read('July 4th'), doc, 'an incomplete date/time string has been found, with elements missing: "July 4th"'],
    [read('12:50:53'), doc, 'an incomplete date/time string has been found, with elements missing: "12:50:53"'],
    [
      read('2017-07-12T22:23:55Z', { timezone: 'Europe/Amsterdam' }),
      doc,
      'you cannot pass in a date/time string with GMT offset together with a timezone argument',
    ],
    [
      read('2017-07-12T22:23:55 Europe/Amsterdam'),
      doc,
      "Error parsing date string '2017-07-12T22:23:55 Europe/Amsterdam'; 20: " +
        "passing a time zone identifier as part of the string is not allowed 'E'",
    ],
  ]);
  refusesToCompile([
    [{ $dateFromString: 'x' }, '$dateFromString only supports an object as an argument, found: string'],
    [{ $dateFromString: { format: '%Y' } }, "Missing 'dateString' parameter to $dateFromString"],
    [read('x', { unknown: 1 }), 'Unrecognized argument to $dateFromString: unknown'],
  ]);
});

describe('$dateFromString with a format', () => {
  const by = (dateString: string, format: unknown, more = {}) => read(dateString, { format, ...more });
  gives([
    [by('06-15-2018', '%m-%d-%Y'), doc, at('2018-06-15T00:00:00Z')],
    [by('Day: 05 Month: 12 Year: 1988', 'Day: %d Month: %m Year: %Y'), doc, at('1988-12-05T00:00:00Z')],
    [by('1992 % 04 % 26', '%Y %% %m %% %d'), doc, at('1992-04-26T00:00:00Z')],
    [by('4/26/1992:+0445', '%m/%d/%Y:%z'), doc, at('1992-04-25T19:15:00Z')],
    [by('4/26/1992:+285', '%m/%d/%Y:%Z'), doc, at('1992-04-25T19:15:00Z')],
    [by('2017-07-14T12:02:44.7 PDT', '%Y-%m-%dT%H:%M:%S.%L%z'), doc, at('2017-07-14T19:02:44.700Z')],
    [by('2017', '%G'), doc, at('2017-01-02T00:00:00Z')],
    [by('2017, Week 53', '%G, Week %V'), doc, at('2018-01-01T00:00:00Z')],
    [by('53.7.2017', '%V.%u.%G'), doc, at('2018-01-07T00:00:00Z')],
    [by('1.1.1', '%V.%u.%G'), doc, at('0001-01-01T00:00:00Z')],
    [by('2017-07-06', '%Y-%m-%d', { timezone: 'Asia/Shanghai' }), doc, at('2017-07-05T16:00:00Z')],
    [by('2017-07-06', '$none'), doc, null],
    [by('x', '%Y', { onError: 'bad' }), doc, 'bad'],
  ]);
  refuses([
    [by('2018-01', '%Y-%m-%d'), doc, "Error parsing date string '2018-01'; 7: Data missing ''"],
    [by('2018-01', '%Y'), doc, "Error parsing date string '2018-01'; 4: Trailing data '-'"],
    [by('1992-26-04', 'Y-d-m'), doc, "Error parsing date string '1992-26-04'; 0: Format literal not found '1'"],
    [by('2018-01', '%Y-%m'), doc, 'an incomplete date/time string has been found, with elements missing: "2018-01"'],
    [by('ISO Day 6', 'ISO Day %u'), doc, "Error parsing date string 'ISO Day 6'; 9: The parsed date was invalid '6'"],
    [
      by('12/31/2018', '%m/%d/%G'),
      doc,
      "Error parsing date string '12/31/2018'; 10: Mixing of ISO dates with natural dates is not allowed '8'",
    ],
    [by('1992', '%n'), doc, "Invalid format character '%n' in format string"],
    [by('1992', 5), doc, "$dateFromString requires that 'format' be a string, found: int with value 5"],
    // A wrong format is the pipeline's mistake, not the text's.
    [by('1992', '%n', { onError: 0 }), doc, "Invalid format character '%n' in format string"],
  ]);
});
