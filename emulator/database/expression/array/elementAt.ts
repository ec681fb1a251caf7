import { requestFailed } from '../../refusals';
import { isInteger32 } from '../language/integer';
import { isNullish } from '../language/nullish';
import { binary, unary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/arrayElemAt/ Out of range is missing, not null. */
export const arrayElemAt: Operator = binary((array, index, name) => {
  if (isNullish(array) || isNullish(index)) return null;
  if (!Array.isArray(array)) {
    throw requestFailed(`${name}'s first argument must be an array, but is ${typeName(array)}`);
  }
  if (typeof index !== 'number') {
    throw requestFailed(`${name}'s second argument must be a numeric value, but is ${typeName(index)}`);
  }
  if (!isInteger32(index)) {
    throw requestFailed(`${name}'s second argument must be representable as a 32-bit integer: ${index}`);
  }
  return (array as unknown[]).at(index);
});

const endOf = (index: 0 | -1): Operator =>
  unary((array, name) => {
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) throw requestFailed(`${name}'s argument must be an array, but is ${typeName(array)}`);
    return (array as unknown[]).at(index);
  });

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/first-array-element/ */
export const first: Operator = endOf(0);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/last-array-element/ */
export const last: Operator = endOf(-1);
