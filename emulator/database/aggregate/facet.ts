import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { objectArgument } from './arguments';
import type { Stage } from './context';
import { runStages } from './pipeline';

/** Several pipelines over the same documents. */
export const facet: Stage = (docs, argument, context) => {
  const result: Doc = {};
  for (const [name, stages] of Object.entries(objectArgument('$facet', argument))) {
    if (!Array.isArray(stages)) throw requestFailed(`arguments to $facet must be arrays: ${name}`);
    result[name] = runStages(docs, stages as Doc[], context);
  }
  return [result];
};
