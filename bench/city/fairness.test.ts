import { chanceFrom } from '../../scripts/world/chance';
import { gini, giniByLot } from './fairness';

test('nobody has more, one has all, and a case by hand', () => {
  expect(gini([3, 3, 3, 3])).toBeCloseTo(0, 12);
  expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
  // Mean difference of 1, 2, 3, 4 over all pairs: 20 / 16; over twice the mean 5: 0.25.
  expect(gini([4, 1, 3, 2])).toBeCloseTo(0.25, 12);
});

test('by lot: one piece for many is as uneven as can be, many pieces for few are nearly even', () => {
  expect(giniByLot([45], 100, chanceFrom(1))).toBeCloseTo(0.99, 12);
  expect(giniByLot(new Array<number>(10_000).fill(1), 4, chanceFrom(1))).toBeLessThan(0.03);
});
