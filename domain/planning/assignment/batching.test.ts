import { assign } from './assign';
import { NONE } from './assignmentState';
import { batchingIsDue, batchOf, type WaitingOrder } from './batching';

const N = Infinity;
const order = (waitedMinutes: number, ...wayMinutes: number[]): WaitingOrder => ({ waitedMinutes, wayMinutes });
const given = (orders: readonly WaitingOrder[], freeNurses: number) => [
  ...assign(batchOf(orders, freeNurses, { waitCost: 120, perWaitedMinute: 0.1 })).nurseOf,
];

test('together as soon as more orders wait than nurses who could take one are free', () => {
  expect(batchingIsDue([order(0, 5, 9)], 2)).toBe(false);
  expect(batchingIsDue([order(0, 5, 9), order(0, 7, 8)], 2)).toBe(false);
  expect(batchingIsDue([order(0, 5, 9), order(0, 7, 8), order(0, 3, 4)], 2)).toBe(true);
  // The second nurse may take none of them.
  expect(batchingIsDue([order(0, 5, N), order(0, 7, N)], 2)).toBe(true);
  expect(batchingIsDue([], 0)).toBe(false);
});

test('the one who is free goes where the way is short', () => {
  expect(given([order(10, 30), order(0, 8)], 1)).toEqual([NONE, 0]);
});

test('unless the other has waited long enough: 22 minutes of way are 220 of waiting', () => {
  expect(given([order(219, 30), order(0, 8)], 1)).toEqual([NONE, 0]);
  expect(given([order(221, 30), order(0, 8)], 1)).toEqual([0, NONE]);
});

test('nobody free is kept back', () => {
  expect(given([order(0, 90, N), order(0, N, 60)], 2)).toEqual([0, 1]);
});
