import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';

/** Clauses inside an operator's argument that are not operators themselves. */
const known = new Set([...Object.keys(accumulators), ...Object.keys(expressions), '$slice', '$elemMatch']);

/** Server-side scripts are not offered by the platform. */
const refused = new Set(['$function', '$accumulator', '$where']);

/**
 * Refuses expressions nobody knows before any document is looked at: over an empty collection a misspelt operator
 * would otherwise pass unnoticed.
 */
export function assertKnownExpressions(expression: unknown): void {
  if (Array.isArray(expression)) return expression.forEach(assertKnownExpressions);
  if (!isPlainObject(expression)) return;
  for (const [name, argument] of Object.entries(expression)) {
    if (name.startsWith('$') && (!known.has(name) || refused.has(name))) {
      throw requestFailed(`Unrecognized expression '${name}'`);
    }
    if (name !== '$literal') assertKnownExpressions(argument);
  }
}
