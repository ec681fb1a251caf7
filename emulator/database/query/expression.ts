import type { Scope } from '../expression/expression';
import { compileExpression } from '../expression/compile';
import type { QueryContext } from './context';
import type { Predicate } from './predicate';

/** False, 0, null and a missing value are false, everything else is true. */
export const isTrue = (value: unknown) => value !== undefined && value !== null && value !== false && value !== 0;

/** $expr: an aggregation expression as a condition. https://www.mongodb.com/docs/v4.4/reference/operator/query/expr/ */
export function expressionPredicate(source: unknown, { variables, now }: QueryContext): Predicate {
  const expression = compileExpression(source, Object.keys(variables));
  return (doc) => {
    const scope: Scope = { root: doc, now, variables };
    return isTrue(expression(scope));
  };
}
