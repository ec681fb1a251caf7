import { requestFailed } from '../../refusals';
import { compareInExpression } from '../language/compare';
import { isNullish } from '../language/nullish';
import { variadic, type Operator } from '../language/operator';
import { searchBounds } from '../language/searchBounds';
import { typeName } from '../../values/typeName';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/indexOfArray/ -1 when there is none. */
export const indexOfArray: Operator = variadic(2, 4, (values, name) => {
  const [array, wanted] = values;
  if (isNullish(array)) return null;
  if (!Array.isArray(array)) {
    throw requestFailed(`${name} requires an array as a first argument, found: ${typeName(array)}`);
  }
  const { start, end } = searchBounds(values, array.length, name);
  for (let i = start; i < end; i += 1) {
    if (compareInExpression(array[i], wanted) === 0) return i;
  }
  return -1;
});
