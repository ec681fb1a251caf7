import { requestFailed } from '../../refusals';
import type { Expression, Scope } from '../expression';
import { namedArguments, type NamedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Compiler, Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';

const words: NamedWords = {
  notObject: (name, found) => `${name} only supports an object as an argument, found ${found}`,
  unknown: (name, field) => `${name} found an unknown argument: ${field}`,
  missing: (name) => `${name} requires at least one input array`,
};

function expressions(which: string, source: unknown, compiler: Compiler): Expression[] {
  if (!Array.isArray(source))
    throw requestFailed(`${which} must be an array of expressions, found ${typeName(source)}`);
  return source.map((part) => compiler.compile(part));
}

/** The arrays to be zipped; undefined when one of them is null or missing. */
function columnsOf(inputs: readonly Expression[], scope: Scope): readonly unknown[][] | undefined {
  const columns: unknown[][] = [];
  for (const input of inputs) {
    const value = input(scope);
    if (isNullish(value)) return undefined;
    if (!Array.isArray(value)) throw requestFailed(`$zip found a non-array expression in input: ${shown(value)}`);
    columns.push(value);
  }
  return columns;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/zip/ */
export const zip: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, words, ['inputs'], ['defaults', 'useLongestLength']);
  const inputs = expressions('inputs', named.inputs, compiler);
  const defaults = expressions('defaults', named.defaults ?? [], compiler);
  const longest = named.useLongestLength ?? false;
  if (typeof longest !== 'boolean') {
    throw requestFailed(`useLongestLength must be a bool, found ${typeName(longest)}`);
  }
  if (inputs.length === 0) throw requestFailed('$zip requires at least one input array');
  if (!longest && defaults.length > 0) throw requestFailed('cannot specify defaults unless useLongestLength is true');
  if (defaults.length > 0 && defaults.length !== inputs.length) {
    throw requestFailed('defaults and inputs must have the same length');
  }
  return (scope) => {
    const columns = columnsOf(inputs, scope);
    if (!columns) return null;
    const lengths = columns.map(({ length }) => length);
    const fillers = inputs.map((_, column) => defaults[column]?.(scope) ?? null);
    const length = longest ? Math.max(...lengths) : Math.min(...lengths);
    return Array.from({ length }, (_, row) =>
      columns.map((column, i) => (row < column.length ? column[row] : fillers[i])),
    );
  };
};
