import { requestFailed } from '../../refusals';
import type { Operator } from '../language/operator';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/rand/ From 0 (possible) to 1 (never reached). */
export const rand: Operator = (name, argument) => {
  if (typeof argument !== 'object' || argument === null) {
    throw requestFailed(`invalid parameter: expected an object (${name})`);
  }
  if (Object.keys(argument).length > 0) throw requestFailed(`${name} does not currently accept arguments`);
  return () => Math.random();
};
