import { chanceFrom } from '../../scripts/world/chance';
import { answerMinutes, arrivals, BUSY_BY_HOUR } from './arrivals';

const HOUR = 3_600_000;

test('as many as asked for, in order, within the day, and none at an hour when nobody asks', () => {
  const found = arrivals(2000, 1000 * HOUR, chanceFrom(1));
  expect(found).toHaveLength(2000);
  expect([...found].sort((a, b) => a - b)).toEqual(found);
  const hours = found.map((at) => Math.floor(at / HOUR) - 1000);
  expect(hours.filter((hour) => !((BUSY_BY_HOUR[hour] ?? 0) > 0))).toEqual([]);
});

test('nine in the morning has about its share: one in 8.5 of all', () => {
  const hours = arrivals(8620, 0, chanceFrom(2)).map((at) => Math.floor(at / HOUR));
  const atNine = hours.filter((hour) => hour === 9).length;
  // The shares add up to 8.62, so 1000 are expected; 100 is more than three standard deviations.
  expect(BUSY_BY_HOUR.reduce((sum, share) => sum + share, 0)).toBeCloseTo(8.62, 10);
  expect(Math.abs(atNine - 1000)).toBeLessThan(100);
});

test('half of all answers come before the median', () => {
  const chance = chanceFrom(3);
  const answers = Array.from({ length: 2000 }, () => answerMinutes(4, chance));
  expect(Math.min(...answers)).toBeGreaterThan(0);
  expect(Math.abs(answers.filter((minutes) => minutes < 4).length - 1000)).toBeLessThan(80);
});
