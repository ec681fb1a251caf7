import { requestFailed } from '../../refusals';
import { patternOf as patternFrom, patternOfRegExp } from '../../values/pattern';
import type { Expression } from '../expression';
import { isConstant } from '../language/constant';
import { namedArguments, type NamedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { codePointLength } from './codePoints';

const words: NamedWords = {
  notObject: (name, found) => `${name} expects an object of named arguments but found: ${found}`,
  unknown: (name, field) => `${name} found an unknown argument: ${field}`,
  missing: (name, field) => `${name} requires '${field}' parameter`,
};

/** Compiles for searching on and on: the shared pattern has no place of its own to remember. */
function compilePattern(pattern: string, options: string, name: string): RegExp {
  if (pattern.includes('\0')) throw requestFailed(`${name}: regular expression cannot contain an embedded null byte`);
  const unknown = [...options].find((letter) => !'imsx'.includes(letter));
  if (unknown !== undefined) throw requestFailed(`${name}: invalid flag in regex options: ${unknown}`);
  try {
    const { source, flags } = patternFrom(pattern, options);
    return new RegExp(source, `${flags}g`);
  } catch (cause) {
    throw requestFailed(`Invalid Regex in ${name}: ${(cause as Error).message.replace('[FailedOperation] ', '')}`);
  }
}

function patternOf(regex: unknown, options: unknown, name: string): RegExp | undefined {
  if (!isNullish(options) && typeof options !== 'string') {
    throw requestFailed(`${name} needs 'options' to be of type string`);
  }
  if (isNullish(regex)) return undefined;
  if (typeof regex === 'string') return compilePattern(regex, options ?? '', name);
  if (!(regex instanceof RegExp)) throw requestFailed(`${name} needs 'regex' to be of type string or regex`);
  const own = patternOfRegExp(regex);
  if (!isNullish(options) && own.options !== '') {
    throw requestFailed(`${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  }
  return compilePattern(own.pattern, options ?? own.options, name);
}

type Search = (text: string, pattern: RegExp) => unknown;

/** `none` is the answer when the text or the pattern is null. */
const searching =
  (search: Search, none: () => unknown): Operator =>
  (name, argument, compiler) => {
    const named = namedArguments(name, argument, words, ['input', 'regex'], ['options']);
    const input = compiler.compile(named.input);
    const regex = compiler.compile(named.regex);
    const options = compiler.compile(named.options ?? null);
    const evaluated: Expression = (scope) => patternOf(regex(scope), options(scope), name);
    let pattern = evaluated as (scope: Parameters<Expression>[0]) => RegExp | undefined;
    if (isConstant(regex) && isConstant(options)) {
      const fixed = evaluated({ root: null, now: new Date(0), variables: {} }) as RegExp | undefined;
      pattern = () => fixed;
    }
    return (scope) => {
      const text = input(scope);
      if (!isNullish(text) && typeof text !== 'string') {
        throw requestFailed(`${name} needs 'input' to be of type string`);
      }
      const found = pattern(scope);
      if (isNullish(text) || !found) return none();
      found.lastIndex = 0;
      return search(text, found);
    };
  };

const described = (text: string, found: RegExpExecArray) => ({
  match: found[0],
  idx: codePointLength(text.slice(0, found.index)),
  captures: found.slice(1).map((capture) => capture ?? null),
});

function findFirst(text: string, pattern: RegExp): unknown {
  const found = pattern.exec(text);
  return found && described(text, found);
}

/** After an empty match the search moves on by one character; the end of the text gives no empty match of its own. */
function findAll(text: string, pattern: RegExp): unknown[] {
  const all: unknown[] = [];
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    all.push(described(text, found));
    if (found[0] === '') pattern.lastIndex += (text.codePointAt(found.index) ?? 0) > 0xffff ? 2 : 1;
    if (pattern.lastIndex >= text.length) break;
  }
  return all;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/regexFind/ */
export const regexFind: Operator = searching(findFirst, () => null);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/regexFindAll/ */
export const regexFindAll: Operator = searching(findAll, () => []);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/regexMatch/ */
export const regexMatch: Operator = searching(
  (text, pattern) => pattern.test(text),
  () => false,
);
