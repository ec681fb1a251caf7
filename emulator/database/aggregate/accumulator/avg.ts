import type { Accumulator } from './accumulator';
import { ExactSum } from './exactSum';

/** The mean of the numbers, null without any. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/avg/ */
export const avg: Accumulator = () => {
  const total = new ExactSum();
  let count = 0;
  return {
    add: (value) => {
      if (typeof value !== 'number') return;
      total.add(value);
      count += 1;
    },
    result: () => (count === 0 ? null : total.total() / count),
  };
};
