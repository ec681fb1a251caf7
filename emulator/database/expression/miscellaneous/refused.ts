import { requestFailed } from '../../refusals';
import type { Operator } from '../language/operator';

/** Operators that MongoDB 4.4 has and this database does not, with the reason why. */

const script: Operator = (name) => {
  throw requestFailed(`${name} is not allowed: server-side JavaScript is not offered`);
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/meta/ Nothing here leaves such data behind. */
const meta: Operator = (name, argument) => {
  if (typeof argument !== 'string') throw requestFailed(`${name} only supports string arguments`);
  if (argument === 'textScore') throw requestFailed('query requires text score metadata, but it is not available');
  throw requestFailed(`Unsupported argument to ${name}: ${argument}`);
};

export const refusedOperators: Record<string, Operator> = { $function: script, $accumulator: script, $meta: meta };
