import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { operandsOf, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/multiply/ */
export const multiply: Operator = (_name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  return (scope) => {
    let product = 1;
    for (const operand of operands) {
      const value = operand(scope);
      if (typeof value === 'number') product *= value;
      else if (isNullish(value)) return null;
      else throw requestFailed(`$multiply only supports numeric types, not ${typeName(value)}`);
    }
    return product;
  };
};
