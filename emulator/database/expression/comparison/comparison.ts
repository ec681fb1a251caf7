import { compareInExpression } from '../language/compare';
import { binary, type Operator } from '../language/operator';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#comparison-expression-operators */

const comparing = (answer: (order: number) => unknown): Operator =>
  binary((left, right) => answer(compareInExpression(left, right)));

export const comparisons: Record<string, Operator> = {
  $cmp: comparing(Math.sign),
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
};
