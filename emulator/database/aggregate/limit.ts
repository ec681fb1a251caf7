import { requestFailed } from '../refusals';
import type { StageCompiler } from './context';

/** MongoDB cuts a fraction off. */
export function limitOf(argument: unknown): number {
  if (typeof argument !== 'number') throw requestFailed('the limit must be specified as a number');
  const most = Math.trunc(argument);
  if (!(most > 0)) throw requestFailed('the limit must be positive');
  return most;
}

/** Asks for no more documents than it hands on. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/limit/ */
export const limit: StageCompiler = (argument) => {
  const most = limitOf(argument);
  return function* (docs) {
    let left = most;
    for (const doc of docs) {
      yield doc;
      left -= 1;
      if (left === 0) return;
    }
  };
};
