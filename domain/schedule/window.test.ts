import fc from 'fast-check';
import { HALF_HOUR_MS } from './beijing';
import { halfHours, overlaps } from './window';

const TEN = Date.parse('2026-11-23T10:00:00+08:00');
const window = (fromMinute: number, toMinute: number) => ({
  startAt: TEN + fromMinute * 60_000,
  endAt: TEN + toMinute * 60_000,
});

test.each([
  ['back to back', window(0, 60), window(60, 90), false],
  ['by one minute', window(0, 61), window(60, 90), true],
  ['one inside the other', window(0, 120), window(30, 60), true],
  ['apart', window(0, 30), window(90, 120), false],
])('%s', (_, a, b, expected) => {
  expect(overlaps(a, b)).toBe(expected);
  expect(overlaps(b, a)).toBe(expected);
});

test('every half hour it touches, the end not included', () => {
  expect(halfHours(window(0, 60))).toEqual([TEN, TEN + HALF_HOUR_MS]);
  expect(halfHours(window(0, 61))).toHaveLength(3);
  expect(halfHours(window(29, 31))).toEqual([TEN, TEN + HALF_HOUR_MS]);
  expect(halfHours(window(0, 0))).toEqual([]);
});

test('windows that overlap share a half hour: what makes double booking impossible', () => {
  const minutes = fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 400 }));
  fc.assert(
    fc.property(minutes, minutes, ([a, lengthA], [b, lengthB]) => {
      const first = window(a, a + lengthA);
      const second = window(b, b + lengthB);
      fc.pre(overlaps(first, second));
      const taken = new Set(halfHours(first));
      expect(halfHours(second).some((startAt) => taken.has(startAt))).toBe(true);
    }),
  );
});
