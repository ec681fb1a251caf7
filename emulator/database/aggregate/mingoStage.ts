import { Aggregator } from 'mingo';
import { EngineError, type Doc } from '../engine';
import { requestFailed } from '../refusals';
import type { StageContext } from './context';
import { assertKnownExpressions } from './knownExpressions';

/** One stage by mingo, which knows all expressions. Scripts in queries ($function, $where) stay off. */
export function runWithMingo(docs: readonly Doc[], stage: Doc, { variables }: StageContext): Doc[] {
  Object.values(stage).forEach(assertKnownExpressions);
  try {
    return new Aggregator([stage], { variables: { ...variables }, scriptEnabled: false }).run<Doc>(docs as Doc[]);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw requestFailed(`${Object.keys(stage).join()}: ${(cause as Error).message}`);
  }
}
