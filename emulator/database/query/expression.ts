import { Query } from 'mingo';
import { assertKnownExpressions } from '../aggregate/knownExpressions';
import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import type { Predicate } from './predicate';

/** $expr: an aggregation expression as a condition; mingo knows the expressions. */
export function expressionPredicate(expression: unknown, variables: Doc = {}): Predicate {
  assertKnownExpressions(expression);
  const query = new Query({ $expr: expression }, { variables, scriptEnabled: false });
  return (doc) => {
    try {
      return query.test(doc);
    } catch (cause) {
      throw requestFailed(`$expr: ${(cause as Error).message}`);
    }
  };
}
