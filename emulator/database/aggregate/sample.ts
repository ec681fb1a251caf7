import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { asObject, refuseUnknown } from './arguments';
import type { StageCompiler } from './context';

function sizeOf(argument: unknown): number {
  const spec = asObject(argument, 'the $sample stage specification must be an object');
  refuseUnknown(spec, ['size'], (name) => `unrecognized option to $sample: ${name}`);
  if (!('size' in spec)) throw requestFailed('$sample stage must specify a size');
  if (typeof spec.size !== 'number') throw requestFailed('size argument to $sample must be a number');
  const size = Math.trunc(spec.size);
  if (!(size >= 0)) throw requestFailed('size argument to $sample must not be negative');
  return size;
}

/**
 * Different documents in random order, all of them when there are fewer than asked for.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/sample/
 */
export const sample: StageCompiler = (argument) => {
  const size = sizeOf(argument);
  return function* (docs) {
    const left = [...docs];
    for (let i = 0; i < size && i < left.length; i += 1) {
      const other = i + Math.floor(Math.random() * (left.length - i));
      const chosen = left[other] as Doc;
      left[other] = left[i] as Doc;
      yield chosen;
    }
  };
};
