import type { Doc } from '../engine';
import type { StageContext } from './context';
import { runWithMingo } from './mingoStage';

/** The value of an aggregation expression for each document; a missing field gives null. */
export const evaluateAll = (expression: unknown, docs: readonly Doc[], context: StageContext): unknown[] =>
  runWithMingo(docs, { $project: { _id: 0, value: { $ifNull: [expression, null] } } }, context).map(
    ({ value }) => value ?? null,
  );

export const evaluate = (expression: unknown, doc: Doc, context: StageContext): unknown =>
  evaluateAll(expression, [doc], context)[0];
