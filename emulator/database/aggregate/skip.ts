import { requestFailed } from '../refusals';
import type { StageCompiler } from './context';

/** MongoDB cuts a fraction off. */
export function skipOf(argument: unknown): number {
  if (typeof argument !== 'number' || Number.isNaN(argument)) throw requestFailed('Argument to $skip must be a number');
  const leaveOut = Math.trunc(argument);
  if (leaveOut < 0) throw requestFailed('Argument to $skip cannot be negative');
  return leaveOut;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/skip/ */
export const skip: StageCompiler = (argument) => {
  const leaveOut = skipOf(argument);
  return function* (docs) {
    let left = leaveOut;
    for (const doc of docs) {
      if (left === 0) yield doc;
      else left -= 1;
    }
  };
};
