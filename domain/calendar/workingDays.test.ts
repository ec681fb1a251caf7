import fc from 'fast-check';
import { beijingDay, DAY } from '../schedule/beijing';
import { HOLIDAYS } from './holidays';
import { afterWorkingDays, isWorkingDay, workingDaysBetween } from './workingDays';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const noon = (day: string) => at(`${day}T12:00`);
/** The last day that counts. */
const lastDay = (from: string, count: number) => beijingDay(afterWorkingDays(at(from), count).endsAt - 1);

test.each([
  ['2026-11-23', true], // a Monday
  ['2026-11-22', false], // a Sunday
  ['2026-10-01', false], // National Day, a Thursday
  ['2026-10-10', true], // a Saturday that makes up
  ['2026-02-14', true], // the Saturday before Spring Festival
  ['2026-02-23', false], // its last day, a Monday
  ['2025-10-08', false], // Mid-Autumn and National Day together, a Wednesday
  ['2025-01-26', true], // a Sunday that makes up
  ['2025-01-27', true], // the Monday between
  ['2027-01-04', null], // nobody published it
])('%s: %s', (day, works) => {
  expect(isWorkingDay(noon(day))).toBe(works);
});

test.each([
  // Monday 23 November: 24, 25, 26.
  ['2026-11-23T08:00', 3, '2026-11-26'],
  // Late on a Friday: Mon 30 Nov, Tue 1 Dec, Wed 2 Dec.
  ['2026-11-27T23:59', 3, '2026-12-02'],
  // On a Saturday: the same three days.
  ['2026-11-28T09:00', 3, '2026-12-02'],
  // The day before the National Day holiday: 8 and 9 Oct, then the Saturday 10 Oct that makes up.
  ['2026-09-30T10:00', 3, '2026-10-10'],
  // Before Spring Festival 2026: Fri 13 → Sat 14 (make-up), Tue 24, Wed 25.
  ['2026-02-13T10:00', 3, '2026-02-25'],
  // Labour Day: Thu 30 April → Wed 6, Thu 7, Fri 8 May.
  ['2026-04-30T10:00', 3, '2026-05-08'],
])('three working days from %s end on %s', (from, count, expected) => {
  expect(lastDay(from, count)).toBe(expected);
  expect(afterWorkingDays(at(from), count).unknownYears).toEqual([]);
});

test('over a year that nobody published plain weekdays are counted, and it says so', () => {
  // 2026-12-30 is a Wednesday: Thu 31, Fri 1 Jan 2027 (surely a holiday, but unknown to us), Mon 4.
  expect(afterWorkingDays(at('2026-12-30T10:00'), 3)).toEqual({
    endsAt: at('2027-01-05T00:00'),
    unknownYears: ['2027'],
  });
});

test('what is left, as the desk counts it', () => {
  expect(workingDaysBetween(at('2026-11-23T08:00'), at('2026-11-27T00:00'))).toBe(3);
  expect(workingDaysBetween(at('2026-11-26T08:00'), at('2026-11-27T00:00'))).toBe(0);
  expect(workingDaysBetween(at('2026-09-30T08:00'), at('2026-10-08T08:00'))).toBe(1);
});

test('counting forward and back agree, on every day of two years', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((n) => at('2025-01-01T00:00') + n * DAY);
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 15 }), (from, count) => {
      const { endsAt } = afterWorkingDays(from, count);
      expect(workingDaysBetween(from, endsAt)).toBe(count);
      expect(isWorkingDay(endsAt - 1)).toBe(true);
    }),
  );
});

test('the published years make sense: make-up days are weekends, none of them is off', () => {
  for (const [year, { off, makeUp }] of Object.entries(HOLIDAYS)) {
    for (const day of makeUp) {
      expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
      expect(off.some(([from, to]) => from <= day && day <= to)).toBe(false);
    }
    expect([...off.flat(), ...makeUp].filter((day) => !day.startsWith(year))).toEqual([]);
  }
});
