import type { Operator } from '../language/operator';
import { add } from './add';
import { divide, mod } from './division';
import { multiply } from './multiply';
import { numberOperators } from './oneNumber';
import { log, pow } from './power';
import { round, trunc } from './round';
import { subtract } from './subtract';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#arithmetic-expression-operators */
export const arithmeticOperators: Record<string, Operator> = {
  ...numberOperators,
  $add: add,
  $divide: divide,
  $log: log,
  $mod: mod,
  $multiply: multiply,
  $pow: pow,
  $round: round,
  $subtract: subtract,
  $trunc: trunc,
};
