import { contains, distanceMeters, type Position } from './distance';

test('one degree of latitude, by hand: 6 378 100 m × π / 180', () => {
  expect(distanceMeters([120, 30], [120, 31])).toBeCloseTo(111_318.85, 1);
});

test('one degree of longitude at 60° north is half as long', () => {
  expect(distanceMeters([120, 60], [121, 60]) / distanceMeters([120, 0], [121, 0])).toBeCloseTo(0.5, 3);
});

test('nowhere to go', () => {
  expect(distanceMeters([120.15, 30.25], [120.15, 30.25])).toBe(0);
});

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
/** A square with a hole in its middle, and an island. */
const area = { type: 'MultiPolygon', coordinates: [[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 1)]] };

test.each<[string, Position, boolean]>([
  ['inside', [1, 1], true],
  ['in the hole', [5, 5], false],
  ['beside the hole', [7, 5], true],
  ['on the island', [20.5, 0.5], true],
  ['between both', [15, 0.5], false],
  ['north of all', [5, 11], false],
])('%s', (_, position, expected) => {
  expect(contains(area, position)).toBe(expected);
});
