import { compareValues } from '../../values/compare';
import { isNullish } from '../language/nullish';

/** What the accumulators compute, over all values at once. Anything that is no number is left out of sums. */

const numbers = (values: readonly unknown[]) => values.filter((value) => typeof value === 'number');

/** Compensated, as MongoDB's sums are: many tenths give the same as one multiplication. */
export function sumOf(values: readonly unknown[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) && Number.isFinite(lost) ? sum + lost : sum;
}

/** Null when there is no number. */
export function averageOf(values: readonly unknown[]): number | null {
  const found = numbers(values);
  return found.length === 0 ? null : sumOf(found) / found.length;
}

/** The largest (`sign` 1) or smallest (-1) value in MongoDB's order, null when all are null or missing. */
export function extremeOf(values: readonly unknown[], sign: 1 | -1): unknown {
  let best: unknown = null;
  for (const value of values) {
    if (!isNullish(value) && (best === null || compareValues(value, best) * sign > 0)) best = value;
  }
  return best;
}

/** Welford's way; `sample` divides by one less and needs two numbers. */
export function deviationOf(values: readonly unknown[], sample: boolean): number | null {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of numbers(values)) {
    count += 1;
    const distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
  }
  const divisor = sample ? count - 1 : count;
  return divisor > 0 ? Math.sqrt(squares / divisor) : null;
}
