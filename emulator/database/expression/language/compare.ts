import { compareValues } from '../../values/compare';

/** As everywhere in MongoDB, but a missing value comes before null: `{ $eq: ['$missing', null] }` is false. */
export function compareInExpression(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  return compareValues(left, right);
}
