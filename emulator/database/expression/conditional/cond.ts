import { isPlainObject } from '../../values/kind';
import type { Expression } from '../expression';
import { namedArguments, parameterWords } from '../language/named';
import { compileOperands, type Operator } from '../language/operator';
import { isTrue } from '../language/truth';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/cond/ Only the chosen branch is evaluated. */
export const cond: Operator = (name, argument, compiler) => {
  let source = argument;
  if (isPlainObject(argument)) {
    const named = namedArguments(name, argument, parameterWords, ['if', 'then', 'else']);
    source = [named.if, named.then, named.else];
  }
  const [test, then, otherwise] = compileOperands(name, source, compiler, 3) as [Expression, Expression, Expression];
  return (scope) => (isTrue(test(scope)) ? then(scope) : otherwise(scope));
};
