import * as fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { beijingDay, DAY, startOfBeijingDay, timeText, weekday } from './beijing';
import { assertPlan, bookingDueAt, visitsOf, type SeriesPlan } from './series';

const { booking } = parameters;
/** A Monday. */
const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const plan = (except: Partial<SeriesPlan> = {}): SeriesPlan => ({
  ...{ weekdays: [1, 4], everyWeeks: 1, minuteOfDay: 600, firstDay: '2026-11-24', lastDay: null, visits: 5 },
  ...except,
});
const days = (one: SeriesPlan, from = '2026-01-01', to = '2027-12-31') =>
  visitsOf(one, from, to).map(({ day }) => day.slice(5));

test('Mondays and Thursdays at ten, five times, from a Tuesday on', () => {
  expect(days(plan())).toEqual(['11-26', '11-30', '12-03', '12-07', '12-10']);
  expect(visitsOf(plan(), '2026-01-01', '2027-12-31').every(({ startAt }) => timeText(startAt) === '10:00')).toBe(true);
});

test('every other week: the week of the first day counts, however late in it that is', () => {
  expect(days(plan({ everyWeeks: 2, firstDay: '2026-11-27', visits: 4 }))).toEqual([
    '12-07',
    '12-10',
    '12-21',
    '12-24',
  ]);
  // Sunday still belongs to the week that began on Monday
  expect(days(plan({ weekdays: [0], everyWeeks: 2, firstDay: '2026-11-24', visits: 2 }))).toEqual(['11-29', '12-13']);
});

test('ends with its last day, or with its last visit, whichever is first', () => {
  expect(days(plan({ lastDay: '2026-12-03', visits: null }))).toEqual(['11-26', '11-30', '12-03']);
  expect(days(plan({ lastDay: '2026-12-03', visits: 2 }))).toEqual(['11-26', '11-30']);
});

test('a part of it keeps the numbers of the whole', () => {
  expect(visitsOf(plan(), '2026-12-01', '2026-12-07').map(({ day, number }) => [day, number])).toEqual([
    ['2026-12-03', 3],
    ['2026-12-07', 4],
  ]);
});

test('a visit is booked two weeks ahead', () => {
  expect(bookingDueAt('2026-12-10', booking)).toBe(Date.parse('2026-11-26T00:00:00+08:00'));
});

test.each<[string, Partial<SeriesPlan>, string]>([
  ['no day', { weekdays: [] }, 'weekdays'],
  ['a day twice', { weekdays: [1, 1] }, 'weekdays'],
  ['an eighth day', { weekdays: [7] }, 'weekdays'],
  ['every nine weeks', { everyWeeks: 9 }, 'everyWeeks'],
  ['a quarter past', { minuteOfDay: 615 }, 'minuteOfDay'],
  ['from yesterday', { firstDay: '2026-11-22' }, 'firstDay'],
  ['from next year', { firstDay: '2027-02-01' }, 'firstDay'],
  ['no end', { visits: null }, 'lastDay'],
  ['an end before the beginning', { lastDay: '2026-11-23' }, 'lastDay'],
  ['an end in a year', { lastDay: '2027-11-24', visits: null }, 'lastDay'],
  ['sixty visits, one every four weeks', { weekdays: [1], everyWeeks: 4, visits: 60 }, 'visits'],
  ['no visit at all', { visits: 0 }, 'visits'],
  ['an end before its first Monday', { weekdays: [1], lastDay: '2026-11-29' }, 'weekdays'],
])('%s is refused', (_, except, field) =>
  expect(() => assertPlan(plan(except), NOW, booking)).toThrow(
    expect.objectContaining({ code: 'SERIES_INVALID', details: { field } }),
  ),
);

test('an ordinary plan is none of these', () => expect(() => assertPlan(plan(), NOW, booking)).not.toThrow());

const anyPlan = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    everyWeeks: fc.integer({ min: 1, max: 4 }),
    minuteOfDay: fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
    firstDay: fc.integer({ min: 0, max: 20 }).map((n) => beijingDay(NOW + n * DAY)),
    visits: fc.integer({ min: 1, max: 30 }),
  })
  .map((some): SeriesPlan => ({ ...some, lastDay: null }));

test('whatever the plan: the right weekdays, in order, so many as were asked for, never twice a day', () => {
  fc.assert(
    fc.property(anyPlan, (one) => {
      const all = visitsOf(one, '2026-01-01', '2030-01-01');
      expect(all).toHaveLength(one.visits ?? 0);
      expect(new Set(all.map(({ day }) => day)).size).toBe(all.length);
      expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
      expect(all.every(({ startAt }) => one.weekdays.includes(weekday(startAt)))).toBe(true);
    }),
  );
});

test('worked out in pieces it is the same series', () => {
  fc.assert(
    fc.property(anyPlan, fc.integer({ min: 0, max: 60 }), (one, after) => {
      const cut = beijingDay(startOfBeijingDay(one.firstDay) + after * DAY);
      const rest = beijingDay(startOfBeijingDay(cut) + DAY);
      const pieces = [...visitsOf(one, '2026-01-01', cut), ...visitsOf(one, rest, '2030-01-01')];
      expect(pieces).toEqual(visitsOf(one, '2026-01-01', '2030-01-01'));
    }),
  );
});
