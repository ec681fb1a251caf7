import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import { typeName } from '../../values/typeName';

/** How an operator with named arguments complains: MongoDB has several manners. */
export interface NamedWords {
  readonly notObject: (name: string, found: string) => string;
  readonly unknown: (name: string, field: string) => string;
  readonly missing: (name: string, field: string) => string;
}

/** $cond, $let, $map, $filter */
export const parameterWords: NamedWords = {
  notObject: (name) => `${name} only supports an object as its argument`,
  unknown: (name, field) => `Unrecognized parameter to ${name}: ${field}`,
  missing: (name, field) => `Missing '${field}' parameter to ${name}`,
};

/** $dateToString and its like */
export const dateWords: NamedWords = {
  ...parameterWords,
  unknown: (name, field) => `Unrecognized argument to ${name}: ${field}`,
};

/** $reduce, $replaceOne, $replaceAll */
export const specifiedWords: NamedWords = {
  notObject: (name, found) => `${name} requires an object as an argument, found: ${found}`,
  unknown: (name, field) => `${name} found an unknown argument: ${field}`,
  missing: (name, field) => `${name} requires '${field}' to be specified`,
};

/** The sources of named arguments; a missing optional one is undefined. */
export function namedArguments<Field extends string>(
  name: string,
  argument: unknown,
  words: NamedWords,
  required: readonly Field[],
  optional: readonly Field[] = [],
): Partial<Record<Field, unknown>> {
  if (!isPlainObject(argument)) throw requestFailed(words.notObject(name, typeName(argument)));
  const known: readonly string[] = [...required, ...optional];
  const unknown = Object.keys(argument).find((field) => !known.includes(field));
  if (unknown !== undefined) throw requestFailed(words.unknown(name, unknown));
  const missing = required.find((field) => !Object.hasOwn(argument, field));
  if (missing !== undefined) throw requestFailed(words.missing(name, missing));
  return argument as Partial<Record<Field, unknown>>;
}
