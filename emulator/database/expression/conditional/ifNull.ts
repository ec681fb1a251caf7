import type { Expression } from '../expression';
import { compileOperands, type Operator } from '../language/operator';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/ifNull/ Two operands; more came with 5.0. */
export const ifNull: Operator = (name, argument, compiler) => {
  const [value, replacement] = compileOperands(name, argument, compiler, 2) as [Expression, Expression];
  return (scope) => value(scope) ?? replacement(scope);
};
