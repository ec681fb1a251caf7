import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { innerScope } from '../language/innerScope';
import { namedArguments, parameterWords, specifiedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { shown } from '../language/shown';
import { isTrue } from '../language/truth';
import { typeName } from '../../values/typeName';
import { assertVariableName } from '../language/variable';

function variableNamed(as: unknown = 'this'): string {
  if (typeof as !== 'string')
    throw requestFailed(`the 'as' of an array operator must be a string, not ${typeName(as)}`);
  assertVariableName(as);
  return as;
}

function inputArray(name: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw requestFailed(`input to ${name} must be an array not ${typeName(value)}`);
  return value as unknown[];
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/map/ A missing result stands as null. */
export const map: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, parameterWords, ['input', 'in'], ['as']);
  const input = compiler.compile(named.input);
  const variable = variableNamed(named.as);
  const each = compiler.declaring([variable]).compile(named.in);
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) return null;
    const inner = innerScope(scope);
    return inputArray(name, value).map((element) => {
      inner.variables[variable] = element;
      return each(inner) ?? null;
    });
  };
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/filter/ `limit` came with 5.2. */
export const filter: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, parameterWords, ['input', 'cond'], ['as']);
  const input = compiler.compile(named.input);
  const variable = variableNamed(named.as);
  const condition = compiler.declaring([variable]).compile(named.cond);
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) return null;
    const inner = innerScope(scope);
    return inputArray(name, value).filter((element) => {
      inner.variables[variable] = element;
      return isTrue(condition(inner));
    });
  };
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/reduce/ `$$value` so far, `$$this` next. */
export const reduce: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, specifiedWords, ['input', 'initialValue', 'in']);
  const input = compiler.compile(named.input);
  const initial = compiler.compile(named.initialValue);
  const step: Expression = compiler.declaring(['this', 'value']).compile(named.in);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) return null;
    if (!Array.isArray(array)) throw requestFailed(`$reduce requires that 'input' be an array, found: ${shown(array)}`);
    const inner = innerScope(scope);
    let result = initial(scope);
    for (const element of array as unknown[]) {
      inner.variables.this = element;
      inner.variables.value = result;
      result = step(inner);
    }
    return result;
  };
};
