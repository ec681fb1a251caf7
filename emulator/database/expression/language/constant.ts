import type { Expression } from '../expression';

const constants = new WeakMap<Expression, { readonly value: unknown }>();

/** An expression that does not look at the document. Its value is shared by all results: nobody may change it. */
export function constant(value: unknown): Expression {
  const expression: Expression = () => value;
  constants.set(expression, { value });
  return expression;
}

/** What the expression always gives, wrapped so that a constant null or missing value can be told from "not constant". */
export const constantOf = (expression: Expression): { readonly value: unknown } | undefined =>
  constants.get(expression);

export const isConstant = (expression: Expression): boolean => constants.has(expression);
