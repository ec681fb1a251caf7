import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { binary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/**
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/subtract/
 * Two numbers, two dates (milliseconds between them), or milliseconds from a date.
 */
export const subtract: Operator = binary((left, right) => {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (isNullish(left) || isNullish(right)) return null;
  if (!(left instanceof Date)) throw requestFailed(`can't $subtract ${typeName(right)} from ${typeName(left)}`);
  if (right instanceof Date) return left.getTime() - right.getTime();
  if (typeof right !== 'number') throw requestFailed(`can't $subtract ${typeName(right)} from Date`);
  return new Date(left.getTime() - Math.trunc(right));
});
