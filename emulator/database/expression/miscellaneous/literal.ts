import { constant } from '../language/constant';
import type { Operator } from '../language/operator';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/literal/ Nothing in it is an expression. */
export const literal: Operator = (_name, argument) => constant(argument);
