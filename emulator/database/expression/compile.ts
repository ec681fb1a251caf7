import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { Expression } from './expression';
import { constant } from './language/constant';
import { fieldPath } from './language/fieldPath';
import { folded } from './language/fold';
import { arrayLiteral, objectLiteral } from './language/literals';
import type { Compiler } from './language/operator';
import { shown } from './language/shown';
import { variable } from './language/variable';
import { operatorNamed } from './registry';

function operatorExpression(source: Record<string, unknown>, compiler: Compiler): Expression {
  const names = Object.keys(source);
  const [name] = names as [string];
  if (names.length > 1) {
    throw requestFailed(`An object representing an expression must have exactly one field: ${shown(source)}`);
  }
  const operator = operatorNamed(name);
  return folded(compiler, (watched) => operator(name, source[name], watched));
}

function compileText(text: string, compiler: Compiler): Expression {
  if (!text.startsWith('$')) return constant(text);
  if (text === '$') throw requestFailed("'$' by itself is not a valid FieldPath");
  return text.startsWith('$$') ? variable(text.slice(2), compiler) : fieldPath(text.slice(1), compiler);
}

function compileSource(source: unknown, compiler: Compiler): Expression {
  if (typeof source === 'string') return compileText(source, compiler);
  if (Array.isArray(source)) return arrayLiteral(source, compiler);
  if (!isPlainObject(source)) return constant(source);
  const [first] = Object.keys(source);
  return first?.startsWith('$') ? operatorExpression(source, compiler) : objectLiteral(source, compiler);
}

function compilerFor(declared: ReadonlySet<string>): Compiler {
  const compiler: Compiler = {
    compile: (source) => compileSource(source, compiler),
    declaring: (names) => compilerFor(new Set([...declared, ...names])),
    declares: (name) => declared.has(name),
  };
  return compiler;
}

/**
 * Compiles an aggregation expression to a closure, refusing at once what MongoDB refuses at parse time. `declared` names
 * the variables that `Scope.variables` will hold, without `$$`. Declaring `CURRENT` makes `$field` paths start there.
 * Results may share parts with the document and with each other: whoever hands them out copies them.
 */
export const compileExpression = (source: unknown, declared: Iterable<string> = []): Expression =>
  compilerFor(new Set(declared)).compile(source);
