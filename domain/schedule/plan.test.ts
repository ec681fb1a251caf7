import fc from 'fast-check';
import { aNurse } from '../testing/aNurse';
import { parameters } from '../testing/parameters';
import type { DayException } from '../nurse/nurse';
import { HALF_HOUR_MS, startOfBeijingDay } from './beijing';
import { planOf, type PlannedVisit } from './plan';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const NOW = at('2026-11-23T09:00');
/** An hour from then on, 45 minutes of it with somebody, at her own door unless said. */
const visit = (from: string, hours = 1, coordinates: readonly [number, number] = [120.15, 30.25]): PlannedVisit => ({
  orderId: `order-${from}`,
  startAt: at(from),
  visitEndAt: at(from) + hours * 3_600_000 - 15 * 60_000,
  endAt: at(from) + hours * 3_600_000,
  coordinates,
});
const plan = (visits: readonly PlannedVisit[] = [], exceptions: readonly DayException[] = []) =>
  planOf(aNurse({ exceptions }), visits, NOW, parameters);
/** `08:00 free` … of a day, from the 23rd on. */
const day = (days: ReturnType<typeof plan>, index: number) =>
  (days[index]?.spells ?? []).map(({ fromMinute, state }) => `${String(fromMinute / 60)} ${state}`);

test('28 days, each whole; by her weekly hours', () => {
  const days = plan();
  expect([days.length, days[0]?.day, days[27]?.day]).toEqual([28, '2026-11-23', '2026-12-20']);
  expect(day(days, 0)).toEqual(['0 off', '8 free', '20 off']);
});

test('an order takes its half hours, and the way after it', () => {
  const long = { ...visit('2026-11-24T10:00', 1.5), visitEndAt: at('2026-11-24T11:00') };
  expect(day(plan([long]), 1)).toEqual(['0 off', '8 free', '10 booked', '11 travel', '11.5 free', '20 off']);
  expect(plan([long])[1]?.spells[2]).toMatchObject({ orderId: 'order-2026-11-24T10:00' });
});

test('a far place takes the time of the way on both sides', () => {
  // 12 km: 4 + 44 minutes, of which the buffer covers 15: 33 remain, so the half hour before and after are lost.
  const far = visit('2026-11-24T10:00', 1, [120.275, 30.25]);
  expect(day(plan([far]), 1)).toEqual(['0 off', '8 free', '9 travel', '10 booked', '11 travel', '12 free', '20 off']);
});

test('after four hours without a break twenty minutes of rest', () => {
  expect(day(plan([visit('2026-11-24T08:00', 4)]), 1)).toEqual(['0 off', '8 booked', '12 rest', '12.5 free', '20 off']);
});

test('ten hours are a day', () => {
  const visits = [visit('2026-11-24T08:00', 4), visit('2026-11-24T12:30', 4), visit('2026-11-24T17:00', 2)];
  expect(day(plan(visits), 1)).toEqual([
    '0 off',
    '8 booked',
    '12 rest',
    '12.5 booked',
    '16.5 rest',
    '17 booked',
    '19 rest',
    '20 off',
  ]);
});

test('eleven hours between days', () => {
  // Until 23:00 on the 24th: not before 10:00 on the 25th.
  expect(day(plan([visit('2026-11-24T22:00')]), 2)).toEqual(['0 off', '8 rest', '10 free', '20 off']);
});

test('44 hours are a week', () => {
  const visits = ['24', '25', '26', '27'].flatMap((date) => [
    visit(`2026-11-${date}T08:00`, 4),
    visit(`2026-11-${date}T12:30`, 4),
    visit(`2026-11-${date}T17:00`, 2),
  ]);
  const days = plan([...visits, visit('2026-11-28T08:00', 4)]);
  expect(day(days, 5)).toEqual(['0 off', '8 booked', '12 rest', '20 off']);
  expect(day(days, 6)).toEqual(['0 off', '8 rest', '20 off']);
  expect(day(days, 7)).toEqual(['0 off', '8 free', '20 off']);
});

test('a day off, and a hospital night with twelve hours of rest', () => {
  const exceptions: DayException[] = [
    { kind: 'off', day: '2026-11-24', fromMinute: 0, toMinute: 1440 },
    { kind: 'hospitalNight', day: '2026-11-25', fromMinute: 1200, toMinute: 1920 },
  ];
  const days = plan([], exceptions);
  expect(day(days, 1)).toEqual(['0 off']);
  expect(day(days, 2)).toEqual(['0 off', '8 free', '20 hospitalNight']);
  expect(day(days, 3)).toEqual(['0 hospitalNight', '8 rest', '20 off']);
});

test('whatever she plans: each day is covered once, and what is free is free', () => {
  const half = fc.integer({ min: 0, max: 27 * 48 });
  const exception = fc.record({
    kind: fc.constantFrom<DayException['kind']>('extra', 'off', 'hospitalNight'),
    day: fc.constantFrom('2026-11-24', '2026-11-30'),
    fromMinute: fc.integer({ min: 0, max: 47 }).map((index) => index * 30),
    toMinute: fc.integer({ min: 48, max: 80 }).map((index) => index * 30),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(half, { maxLength: 12 }),
      fc.array(exception, { maxLength: 3 }),
      (starts, exceptions) => {
        const visits = starts.map((index): PlannedVisit => {
          const startAt = startOfBeijingDay(NOW) + index * HALF_HOUR_MS;
          return {
            orderId: `order-${index}`,
            startAt,
            visitEndAt: startAt + 900_000,
            endAt: startAt + HALF_HOUR_MS,
            coordinates: [120.15, 30.25],
          };
        });
        for (const { day: name, spells } of plan(visits, exceptions)) {
          expect([spells[0]?.fromMinute, spells.at(-1)?.toMinute]).toEqual([0, 1440]);
          spells.slice(1).forEach((spell, index) => expect(spell.fromMinute).toBe(spells[index]?.toMinute));
          const midnight = startOfBeijingDay(name);
          for (const { fromMinute, toMinute, state } of spells) {
            const taken = visits.some(
              ({ startAt }) => startAt >= midnight + fromMinute * 60_000 && startAt < midnight + toMinute * 60_000,
            );
            expect(state === 'booked').toBe(taken);
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});
