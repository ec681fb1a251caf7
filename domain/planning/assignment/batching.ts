/**
 * One order at once while nurses are many: then waiting for a batch only adds waiting (measured in bench/scheduling). When
 * more orders wait than qualified nurses are free, all of them together: whoever becomes free goes where the way is short,
 * not to whoever has waited longest across the city.
 */
import type { AssignmentProblem } from './assign';

export interface WaitingOrder {
  readonly waitedMinutes: number;
  /** Minutes of way for each free nurse, `Infinity` for one who may not come. */
  readonly wayMinutes: readonly number[];
}

export interface BatchingRule {
  /** What leaving an order to the next batch costs, in minutes of way; above any way, so that nobody free is kept back. */
  readonly waitCost: number;
  /** How much dearer each minute of waiting makes that: old orders are not forgotten. */
  readonly perWaitedMinute: number;
}

/** How many of the free nurses could take at least one of the orders. */
const usable = (orders: readonly WaitingOrder[], freeNurses: number): number =>
  Array.from({ length: freeNurses }, (_, nurse) =>
    orders.some(({ wayMinutes }) => (wayMinutes[nurse] ?? Infinity) < Infinity),
  ).filter(Boolean).length;

export const batchingIsDue = (orders: readonly WaitingOrder[], freeNurses: number): boolean =>
  orders.length > usable(orders, freeNurses);

export function batchOf(orders: readonly WaitingOrder[], freeNurses: number, rule: BatchingRule): AssignmentProblem {
  const choices = orders.map(({ wayMinutes }) =>
    wayMinutes.flatMap((cost, nurse) => (cost < Infinity ? [{ nurse, cost }] : [])),
  );
  const rowStart = new Int32Array(orders.length + 1);
  choices.forEach(({ length }, order) => (rowStart[order + 1] = (rowStart[order] ?? 0) + length));
  return {
    nurses: freeNurses,
    rowStart,
    nurse: Int32Array.from(choices.flat(), ({ nurse }) => nurse),
    cost: Float64Array.from(choices.flat(), ({ cost }) => cost),
    unassignedCost: Float64Array.from(
      orders,
      ({ waitedMinutes }) => rule.waitCost + rule.perWaitedMinute * waitedMinutes,
    ),
  };
}
