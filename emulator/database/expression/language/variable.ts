import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { constant } from './constant';
import { fieldNames, pathOf } from './fieldPath';
import type { Compiler } from './operator';

/** https://www.mongodb.com/docs/v4.4/reference/aggregation-variables/ */

const systemVariables: Record<string, Expression> = {
  ROOT: (scope) => scope.root,
  CURRENT: (scope) => scope.root,
  NOW: (scope) => scope.now,
  REMOVE: constant(undefined),
};

/** Variables whose value only a replica set has. */
const unavailable = new Set(['CLUSTER_TIME', 'JS_SCOPE', 'IS_MR']);

/** ASCII letters, digits and underscores; letters beyond ASCII are allowed everywhere. */
const isLetter = (character: string) => /[a-zA-Z]/.test(character) || character > '\x7f';

function assertCharacters(name: string, whose: string, mayBegin: (first: string) => boolean): void {
  if (name === '') throw requestFailed('empty variable names are not allowed');
  if (!mayBegin(name.charAt(0))) {
    throw requestFailed(`'${name}' starts with an invalid character for a ${whose}variable name`);
  }
  const invalid = [...name].find((character) => !isLetter(character) && !/[0-9_]/.test(character));
  if (invalid !== undefined) {
    throw requestFailed(`'${name}' contains an invalid character for a variable name: '${invalid}'`);
  }
}

/** Refuses a name that `let` and `as` may not bind: those begin with a small letter, or rebind `CURRENT`. */
export function assertVariableName(name: string): void {
  if (name === 'CURRENT') return;
  assertCharacters(name, 'user ', (first) => /[a-z]/.test(first) || first > '\x7f');
}

function valueOf(name: string, compiler: Compiler): Expression {
  if (compiler.declares(name)) return (scope) => scope.variables[name];
  if (unavailable.has(name)) throw requestFailed(`Builtin variable '$$${name}' is not available`);
  const system = Object.hasOwn(systemVariables, name) ? systemVariables[name] : undefined;
  if (!system) throw requestFailed(`Use of undefined variable: ${name}`);
  return system;
}

/** `$$name` or `$$name.path`. */
export function variable(text: string, compiler: Compiler): Expression {
  const [name = '', ...rest] = text.split('.');
  assertCharacters(name, '', isLetter);
  const names = rest.length > 0 ? fieldNames(rest.join('.')) : [];
  return pathOf(valueOf(name, compiler), names);
}
