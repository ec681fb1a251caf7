import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';

/** What an operator may ask while it compiles its argument. */
export interface Compiler {
  compile(source: unknown): Expression;
  /** The same compiler with more variables in scope. */
  declaring(names: Iterable<string>): Compiler;
  /** Whether `$$name` is a variable here. */
  declares(name: string): boolean;
}

/** Turns the argument of `{ $name: argument }` into a closure, refusing what MongoDB refuses at parse time. */
export type Operator = (name: string, argument: unknown, compiler: Compiler) => Expression;

/** A single argument may stand without its brackets. */
export const operandsOf = (argument: unknown): readonly unknown[] =>
  Array.isArray(argument) ? (argument as unknown[]) : [argument];

/** Compiles the operands after checking how many there are, complaining in MongoDB's words. */
export function compileOperands(
  name: string,
  argument: unknown,
  compiler: Compiler,
  least: number,
  most = least,
): Expression[] {
  const operands = operandsOf(argument);
  const count = operands.length;
  if (count < least || count > most) {
    throw requestFailed(
      least === most
        ? `Expression ${name} takes exactly ${least} arguments. ${count} were passed in.`
        : `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${count} were passed in.`,
    );
  }
  return operands.map((operand) => compiler.compile(operand));
}

/** An operator of one operand. `apply` also learns the operator's name, for its complaints. */
export const unary =
  (apply: (value: unknown, name: string) => unknown): Operator =>
  (name, argument, compiler) => {
    const [only] = compileOperands(name, argument, compiler, 1) as [Expression];
    return (scope) => apply(only(scope), name);
  };

/** An operator of two operands. */
export const binary =
  (apply: (left: unknown, right: unknown, name: string) => unknown): Operator =>
  (name, argument, compiler) => {
    const [left, right] = compileOperands(name, argument, compiler, 2) as [Expression, Expression];
    return (scope) => apply(left(scope), right(scope), name);
  };

/** An operator of `least` to `most` operands; `apply` gets as many values as operands were given. */
export const variadic =
  (least: number, most: number, apply: (values: readonly unknown[], name: string) => unknown): Operator =>
  (name, argument, compiler) => {
    const operands = compileOperands(name, argument, compiler, least, most);
    return (scope) =>
      apply(
        operands.map((operand) => operand(scope)),
        name,
      );
  };
