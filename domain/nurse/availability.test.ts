import fc from 'fast-check';
import { HALF_HOUR_MS } from '../schedule/beijing';
import { worksDuring, type Hours } from './availability';
import type { DayException } from './nurse';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const window = (from: string, to: string) => ({ startAt: at(from), endAt: at(to) });
/** Mondays to Fridays, eight to six. 2026-11-23 is a Monday. */
const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1080 }));
const nurse = (...exceptions: DayException[]): Hours => ({ shifts: week, exceptions });
const day = (kind: DayException['kind'], on: string, fromMinute = 0, toMinute = 1440): DayException => ({
  kind,
  day: on,
  fromMinute,
  toMinute,
});
const ten = window('2026-11-23T10:00', '2026-11-23T11:00');

test.each([
  ['within her hours', '2026-11-23T10:00', '2026-11-23T11:00', true],
  ['to the last minute', '2026-11-23T08:00', '2026-11-23T18:00', true],
  ['a minute too early', '2026-11-23T07:59', '2026-11-23T09:00', false],
  ['a minute too long', '2026-11-23T17:00', '2026-11-23T18:01', false],
  ['on a Sunday', '2026-11-22T10:00', '2026-11-22T11:00', false],
])('%s', (_, from, to, expected) => {
  expect(worksDuring(nurse(), window(from, to))).toBe(expected);
});

test('shifts that touch count as one, over midnight too', () => {
  const late = [
    { weekday: 1, fromMinute: 1200, toMinute: 1440 },
    { weekday: 2, fromMinute: 0, toMinute: 360 },
  ];
  const night = window('2026-11-23T23:30', '2026-11-24T00:30');
  expect(worksDuring({ shifts: late, exceptions: [] }, night)).toBe(true);
  expect(worksDuring({ shifts: late.slice(0, 1), exceptions: [] }, night)).toBe(false);
});

test('a day off takes the hours away, an hour of it only those', () => {
  expect(worksDuring(nurse(day('off', '2026-11-23')), ten)).toBe(false);
  expect(worksDuring(nurse(day('off', '2026-11-24')), ten)).toBe(true);
  expect(worksDuring(nurse(day('off', '2026-11-23', 660, 720)), ten)).toBe(true); // 11:00 to 12:00
  expect(worksDuring(nurse(day('off', '2026-11-23', 630, 720)), ten)).toBe(false); // from 10:30
});

test('an extra day adds hours, also in continuation of the shift; a day off is stronger', () => {
  const sunday = window('2026-11-22T10:00', '2026-11-22T11:00');
  expect(worksDuring(nurse(day('extra', '2026-11-22', 600, 720)), sunday)).toBe(true);
  const evening = window('2026-11-23T17:30', '2026-11-23T18:30');
  expect(worksDuring(nurse(day('extra', '2026-11-23', 1080, 1200)), evening)).toBe(true);
  expect(worksDuring(nurse(day('extra', '2026-11-22', 600, 720), day('off', '2026-11-22')), sunday)).toBe(false);
});

describe('a hospital night (20:00 to 08:00) and the twelve hours after it', () => {
  const night = day('hospitalNight', '2026-11-23', 1200, 1920);
  const open: Hours = {
    shifts: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1440 })),
    exceptions: [night],
  };
  test.each([
    ['over before it begins', '2026-11-23T19:00', '2026-11-23T20:00', true],
    ['during it', '2026-11-23T19:30', '2026-11-23T20:30', false],
    ['the morning after', '2026-11-24T10:00', '2026-11-24T11:00', false],
    ['a minute before twelve hours', '2026-11-24T19:59', '2026-11-24T21:00', false],
    ['after twelve hours', '2026-11-24T20:00', '2026-11-24T21:00', true],
  ])('%s', (_, from, to, expected) => {
    expect(worksDuring(open, window(from, to))).toBe(expected);
  });
});

test('half hour by half hour or at once: the same answer', () => {
  const exception = fc.record({
    kind: fc.constantFrom<DayException['kind']>('extra', 'off', 'hospitalNight'),
    day: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24'),
    fromMinute: fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
    toMinute: fc.integer({ min: 48, max: 64 }).map((half) => half * 30),
  });
  fc.assert(
    fc.property(
      fc.array(exception, { maxLength: 4 }),
      fc.nat(95),
      fc.integer({ min: 1, max: 12 }),
      (list, from, halves) => {
        const startAt = at('2026-11-22T12:00') + from * HALF_HOUR_MS;
        const each = Array.from({ length: halves }, (_, index) => startAt + index * HALF_HOUR_MS);
        const whole = worksDuring(nurse(...list), { startAt, endAt: startAt + halves * HALF_HOUR_MS });
        const parts = each.every((half) => worksDuring(nurse(...list), { startAt: half, endAt: half + HALF_HOUR_MS }));
        expect(whole).toBe(parts);
      },
    ),
  );
});
