import type { Expression } from '../expression';

/** The value of an expression that always gives the same one, kept on the closure: a map of them all would burden every collection of garbage. */
interface Constant extends Expression {
  readonly constant?: { readonly value: unknown };
}

/** An expression that does not look at the document. Its value is shared by all results: nobody may change it. */
export function constant(value: unknown): Expression {
  const expression: Expression & { constant?: { readonly value: unknown } } = () => value;
  expression.constant = { value };
  return expression;
}

/** What the expression always gives, wrapped so that a constant null or missing value can be told from "not constant". */
export const constantOf = (expression: Expression): { readonly value: unknown } | undefined =>
  (expression as Constant).constant;

export const isConstant = (expression: Expression): boolean => constantOf(expression) !== undefined;
