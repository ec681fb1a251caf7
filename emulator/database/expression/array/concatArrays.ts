import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { operandsOf, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/concatArrays/ */
export const concatArrays: Operator = (name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  return (scope) => {
    const all: unknown[] = [];
    for (const operand of operands) {
      const value = operand(scope);
      if (isNullish(value)) return null;
      if (!Array.isArray(value)) throw requestFailed(`${name} only supports arrays, not ${typeName(value)}`);
      for (const element of value as unknown[]) all.push(element);
    }
    return all;
  };
};
