import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { unary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

function assertArray(value: unknown, name: string): asserts value is unknown[] {
  if (!Array.isArray(value)) {
    throw requestFailed(`The argument to ${name} must be an array, but was of type: ${typeName(value)}`);
  }
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/isArray/ */
export const isArray: Operator = unary((value) => Array.isArray(value));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/size/ Null and missing have no size: refused. */
export const size: Operator = unary((value, name) => {
  assertArray(value, name);
  return value.length;
});

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/reverseArray/ */
export const reverseArray: Operator = unary((value, name) => {
  if (isNullish(value)) return null;
  assertArray(value, name);
  return value.toReversed();
});
