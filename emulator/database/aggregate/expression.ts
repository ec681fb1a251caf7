import type { Doc } from '../engine';
import { runWithMingo } from './mingo-stage';
import type { StageContext } from './context';

/** The value of an aggregation expression for one document; undefined when it names a missing field. */
export function evaluate(expression: unknown, doc: Doc, context: StageContext): unknown {
  const [result] = runWithMingo([doc], { $project: { _id: 0, value: { $ifNull: [expression, '$$REMOVE'] } } }, context);
  return result?.value ?? null;
}
