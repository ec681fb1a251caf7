import type { Operator } from '../language/operator';
import { averageOf, deviationOf, extremeOf, sumOf } from './statistics';
import { valuesOf } from './valuesOf';

/** Accumulators that may also stand in $project, over their operands or the elements of one array. */

const over =
  (compute: (values: readonly unknown[]) => unknown): Operator =>
  (_name, argument, compiler) => {
    const values = valuesOf(argument, compiler);
    return (scope) => compute(values(scope));
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#accumulators--in-other-stages- */
export const accumulatorExpressions: Record<string, Operator> = {
  $avg: over(averageOf),
  $max: over((values) => extremeOf(values, 1)),
  $min: over((values) => extremeOf(values, -1)),
  $stdDevPop: over((values) => deviationOf(values, false)),
  $stdDevSamp: over((values) => deviationOf(values, true)),
  $sum: over(sumOf),
};
