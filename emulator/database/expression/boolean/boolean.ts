import { operandsOf, unary, type Operator } from '../language/operator';
import { isTrue } from '../language/truth';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#boolean-expression-operators */

/** True for no operand; stops at the first false one. */
export const and: Operator = (_name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  return (scope) => operands.every((operand) => isTrue(operand(scope)));
};

/** False for no operand; stops at the first true one. */
export const or: Operator = (_name, argument, compiler) => {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  return (scope) => operands.some((operand) => isTrue(operand(scope)));
};

export const not: Operator = unary((value) => !isTrue(value));
