import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { binary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

function text(value: unknown, which: string): string {
  if (typeof value === 'string') return value;
  throw requestFailed(
    `$split requires an expression that evaluates to a string as a ${which} argument, found: ${typeName(value)}`,
  );
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/split/ */
export const split: Operator = binary((input, separator) => {
  if (isNullish(input) || isNullish(separator)) return null;
  const whole = text(input, 'first');
  const between = text(separator, 'second');
  if (between === '') throw requestFailed('$split requires a non-empty separator');
  return whole.split(between);
});
