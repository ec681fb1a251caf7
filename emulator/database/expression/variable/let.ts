import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import { innerScope } from '../language/innerScope';
import { namedArguments, parameterWords } from '../language/named';
import type { Operator } from '../language/operator';
import { typeName } from '../../values/typeName';
import { assertVariableName } from '../language/variable';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/let/ The values see the outer variables only. */
export const letOperator: Operator = (name, argument, compiler) => {
  const { vars, in: body } = namedArguments(name, argument, parameterWords, ['vars', 'in']);
  if (!isPlainObject(vars)) {
    throw requestFailed(`invalid parameter: expected an object (vars), found: ${typeName(vars)}`);
  }
  const bindings = Object.entries(vars).map(([variable, source]) => {
    assertVariableName(variable);
    return { variable, value: compiler.compile(source) };
  });
  const result = compiler.declaring(Object.keys(vars)).compile(body);
  return (scope) => {
    const inner = innerScope(scope);
    for (const { variable, value } of bindings) inner.variables[variable] = value(scope);
    return result(inner);
  };
};
