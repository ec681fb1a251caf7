import { requestFailed } from '../../refusals';
import { isInteger32 } from '../language/integer';
import { isNullish } from '../language/nullish';
import { variadic, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

function second(value: unknown): number {
  if (typeof value !== 'number') {
    throw requestFailed(`Second argument to $slice must be a numeric value, but is of type: ${typeName(value)}`);
  }
  if (!isInteger32(value)) {
    throw requestFailed(`Second argument to $slice can't be represented as a 32-bit integer: ${value}`);
  }
  return value;
}

function third(value: unknown): number {
  if (typeof value !== 'number') {
    throw requestFailed(`Third argument to $slice must be numeric, but is of type: ${typeName(value)}`);
  }
  if (!isInteger32(value)) {
    throw requestFailed(`Third argument to $slice can't be represented as a 32-bit integer: ${value}`);
  }
  if (value <= 0) throw requestFailed(`Third argument to $slice must be positive: ${value}`);
  return value;
}

/**
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/slice/
 * `[array, count]` from the front, or the back when negative; `[array, position, count]`.
 */
export const slice: Operator = variadic(2, 3, (values) => {
  const [array, position, count] = values;
  if (isNullish(array) || isNullish(position)) return null;
  if (!Array.isArray(array)) {
    throw requestFailed(`First argument to $slice must be an array, but is of type: ${typeName(array)}`);
  }
  const at = second(position);
  if (values.length === 2) return at >= 0 ? array.slice(0, at) : array.slice(at);
  if (isNullish(count)) return null;
  const start = at < 0 ? Math.max(0, array.length + at) : at;
  return array.slice(start, start + third(count));
});
