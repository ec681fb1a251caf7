import type { Accumulator } from './accumulator';
import { ExactSum } from './exactSum';

/** What is no number counts as nothing. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/sum/ */
export const sum: Accumulator = () => {
  const total = new ExactSum();
  return {
    add: (value) => {
      if (typeof value === 'number') total.add(value);
    },
    result: () => total.total(),
  };
};
