import { requestFailed } from '../../refusals';
import { namedArguments, specifiedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { shown } from '../language/shown';

function assertText(value: unknown, name: string, which: string): asserts value is string | null | undefined {
  if (!isNullish(value) && typeof value !== 'string') {
    throw requestFailed(`${name} requires that '${which}' be a string, found: ${shown(value)}`);
  }
}

const replacing =
  (replace: (input: string, find: string, replacement: string) => string): Operator =>
  (name, argument, compiler) => {
    const named = namedArguments(name, argument, specifiedWords, ['input', 'find', 'replacement']);
    const input = compiler.compile(named.input);
    const find = compiler.compile(named.find);
    const replacement = compiler.compile(named.replacement);
    return (scope) => {
      const text = input(scope);
      const wanted = find(scope);
      const put = replacement(scope);
      assertText(text, name, 'input');
      assertText(wanted, name, 'find');
      assertText(put, name, 'replacement');
      return isNullish(text) || isNullish(wanted) || isNullish(put) ? null : replace(text, wanted, put);
    };
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/replaceOne/ `$&` and the like mean nothing. */
export const replaceOne: Operator = replacing((text, find, replacement) => text.replace(find, () => replacement));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/replaceAll/ An empty `find` is between all characters. */
export const replaceAll: Operator = replacing((text, find, replacement) =>
  find === ''
    ? replacement + [...text].map((character) => character + replacement).join('')
    : text.replaceAll(find, () => replacement),
);
