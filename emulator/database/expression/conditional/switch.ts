import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import type { Expression } from '../expression';
import { namedArguments, specifiedWords } from '../language/named';
import type { Compiler, Operator } from '../language/operator';
import { isTrue } from '../language/truth';
import { typeName } from '../../values/typeName';

interface Branch {
  readonly test: Expression;
  readonly then: Expression;
}

function branchOf(source: unknown, compiler: Compiler): Branch {
  if (!isPlainObject(source)) {
    throw requestFailed(`$switch expected each branch to be an object, found: ${typeName(source)}`);
  }
  const unknown = Object.keys(source).find((field) => field !== 'case' && field !== 'then');
  if (unknown !== undefined) throw requestFailed(`$switch found an unknown argument to a branch: ${unknown}`);
  if (!('case' in source)) throw requestFailed("$switch requires each branch have a 'case' expression");
  if (!('then' in source)) throw requestFailed("$switch requires each branch have a 'then' expression.");
  return { test: compiler.compile(source.case), then: compiler.compile(source.then) };
}

function noBranch(): never {
  throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/switch/ The first true case wins. */
export const switchOperator: Operator = (name, argument, compiler) => {
  const { branches: sources = [], ...rest } = namedArguments(
    name,
    argument,
    specifiedWords,
    [],
    ['branches', 'default'],
  );
  if (!Array.isArray(sources)) {
    throw requestFailed(`$switch expected an array for 'branches', found: ${typeName(sources)}`);
  }
  if (sources.length === 0) throw requestFailed('$switch requires at least one branch.');
  const branches = sources.map((source) => branchOf(source, compiler));
  const otherwise: Expression = 'default' in rest ? compiler.compile(rest.default) : noBranch;
  return (scope) => (branches.find(({ test }) => isTrue(test(scope)))?.then ?? otherwise)(scope);
};
