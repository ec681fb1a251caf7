import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { isNullish } from '../language/nullish';
import { operandsOf, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

const maxDateMs = 8.64e15;

function dateOf(totalMs: number): Date {
  if (!(Math.abs(totalMs) <= maxDateMs)) throw requestFailed('date overflow in $add');
  return new Date(Math.trunc(totalMs));
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/add/ Numbers, and at most one date. */
export const add: Operator = (_name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  const total: Expression = (scope) => {
    let sum = 0;
    let hasDate = false;
    for (const operand of operands) {
      const value = operand(scope);
      if (typeof value === 'number') sum += value;
      else if (isNullish(value)) return null;
      else if (!(value instanceof Date)) {
        throw requestFailed(`$add only supports numeric or date types, not ${typeName(value)}`);
      } else if (hasDate) throw requestFailed('only one date allowed in an $add expression');
      else {
        hasDate = true;
        sum += value.getTime();
      }
    }
    return hasDate ? dateOf(sum) : sum;
  };
  return total;
};
