import { requestFailed } from '../../refusals';
import { sameValue } from '../../values/compare';
import { encodeKey } from '../../values/orderKey';
import type { Expression } from '../expression';
import { constantOf } from '../language/constant';
import { compileOperands, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw requestFailed(`$in requires an array as a second argument, found: ${typeName(value)}`);
  }
  return value as unknown[];
}

/** From this length on a set of keys is faster than looking through a fixed array. */
const worthSet = 8;

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/in/ Looks for the whole value, nothing inside it. */
export const inOperator: Operator = (name, argument, compiler) => {
  const [value, array] = compileOperands(name, argument, compiler, 2) as [Expression, Expression];
  const fixed = constantOf(array)?.value;
  if (Array.isArray(fixed) && fixed.length >= worthSet) {
    const keys = new Set(fixed.map(encodeKey));
    return (scope) => {
      const wanted = value(scope);
      return wanted !== undefined && keys.has(encodeKey(wanted));
    };
  }
  return (scope) => {
    const wanted = value(scope);
    const elements = arrayOf(array(scope));
    return wanted !== undefined && elements.some((element) => sameValue(element, wanted));
  };
};
