import type { Accumulator } from './accumulator';

/** Welford's way: one pass without large intermediate sums. What is no number does not take part. */
const deviation =
  (lessFreedom: 0 | 1): Accumulator =>
  () => {
    let count = 0;
    let mean = 0;
    let squares = 0;
    return {
      add: (value) => {
        if (typeof value !== 'number') return;
        count += 1;
        const delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
      },
      result: () => (count <= lessFreedom ? null : Math.sqrt(squares / (count - lessFreedom))),
    };
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/stdDevPop/ */
export const stdDevPop = deviation(0);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/stdDevSamp/ */
export const stdDevSamp = deviation(1);
