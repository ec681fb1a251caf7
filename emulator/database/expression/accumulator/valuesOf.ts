import type { Scope } from '../expression';
import { operandsOf, type Compiler } from '../language/operator';

/** What an accumulator used as an expression looks at: a single operand that is an array counts as its elements. */
export function valuesOf(argument: unknown, compiler: Compiler): (scope: Scope) => readonly unknown[] {
  const operands = operandsOf(argument).map((operand) => compiler.compile(operand));
  const [only] = operands;
  if (operands.length === 1 && only) {
    return (scope) => {
      const value = only(scope);
      return Array.isArray(value) ? (value as unknown[]) : [value];
    };
  }
  return (scope) => operands.map((operand) => operand(scope));
}
