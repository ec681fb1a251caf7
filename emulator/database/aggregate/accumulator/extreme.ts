import { compareValues } from '../../values/compare';
import type { Accumulator } from './accumulator';

/** Values of all kinds in MongoDB's order; null and missing do not take part. */
const extreme =
  (sign: 1 | -1): Accumulator =>
  () => {
    let best: unknown;
    return {
      add: (value) => {
        if (value != null && (best === undefined || compareValues(value, best) * sign > 0)) best = value;
      },
      result: () => best,
    };
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/max/ */
export const max = extreme(1);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/min/ */
export const min = extreme(-1);
