import { bordersNear, thinned } from './outline';
import type { Position } from './distance';

/** Along the equator a thousandth of a degree is 111 m. */
const east = (thousandths: number): Position => [thousandths / 1000, 0];

it('drops what lies too close to the point before, and closes the ring', () => {
  const ring = [east(0), east(1), east(2), east(3), [0.003, 0.003] as const, east(0)];
  expect(thinned(ring, 200)).toEqual([east(0), east(2), [0.003, 0.003], east(0)]);
});

it('a ring of nothing stays nothing', () => expect(thinned([], 200)).toEqual([]));

it('shows the borders that come near, whole, and leaves the others out', () => {
  const square = (lng: number) => [
    [lng, 0],
    [lng + 0.01, 0],
    [lng + 0.01, 0.01],
    [lng, 0.01],
    [lng, 0],
  ];
  const area = { type: 'MultiPolygon', coordinates: [[square(0)], [square(1)]] };
  expect(bordersNear(area, [0.02, 0], 2000, 100)).toEqual([square(0)]);
});
