import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { operandsOf, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/concat/ */
export const concat: Operator = (name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  return (scope) => {
    let text = '';
    for (const operand of operands) {
      const value = operand(scope);
      if (typeof value === 'string') text += value;
      else if (isNullish(value)) return null;
      else throw requestFailed(`${name} only supports strings, not ${typeName(value)}`);
    }
    return text;
  };
};
