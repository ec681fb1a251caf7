import { requestFailed } from '../../refusals';
import { namedArguments, type NamedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';

/** What MongoDB takes for blank when `chars` is not given. */
const blanks = new Set('\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a');

const words: NamedWords = {
  notObject: (name, found) => `${name} only supports an object as an argument, found ${found}`,
  unknown: (name, field) => `${name} found an unknown argument: ${field}`,
  missing: (name, field) => `${name} requires an '${field}' field`,
};

function trimmed(text: string, unwanted: ReadonlySet<string>, left: boolean, right: boolean): string {
  const points = [...text];
  let start = 0;
  let end = points.length;
  while (left && start < end && unwanted.has(points[start] as string)) start += 1;
  while (right && end > start && unwanted.has(points[end - 1] as string)) end -= 1;
  return points.slice(start, end).join('');
}

const trimming =
  (left: boolean, right: boolean): Operator =>
  (name, argument, compiler) => {
    const named = namedArguments(name, argument, words, ['input'], ['chars']);
    const input = compiler.compile(named.input);
    const chars = 'chars' in named ? compiler.compile(named.chars) : undefined;
    return (scope) => {
      const text = input(scope);
      if (isNullish(text)) return null;
      if (typeof text !== 'string') {
        throw requestFailed(
          `${name} requires its input to be a string, got ${shown(text)} (of type ${typeName(text)}) instead.`,
        );
      }
      if (!chars) return trimmed(text, blanks, left, right);
      const given = chars(scope);
      if (isNullish(given)) return null;
      if (typeof given === 'string') return trimmed(text, new Set(given), left, right);
      throw requestFailed(
        `${name} requires 'chars' to be a string, got ${shown(given)} (of type ${typeName(given)}) instead.`,
      );
    };
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/trim/ */
export const trim: Operator = trimming(true, true);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/ltrim/ */
export const ltrim: Operator = trimming(true, false);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/rtrim/ */
export const rtrim: Operator = trimming(false, true);
