import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import type { UpdateOperator } from './operator';
import { reach, valueAt } from './target';

function arithmetic(
  name: string,
  missing: (by: number) => number,
  apply: (value: number, by: number) => number,
): UpdateOperator {
  return (path, operand) => {
    if (typeof operand !== 'number') {
      throw requestFailed(
        `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
      );
    }
    return (doc: Doc) => {
      const before = valueAt(doc, path);
      if (before !== undefined && typeof before !== 'number') {
        const holder = `{_id: ${JSON.stringify(doc._id)}}`;
        throw requestFailed(
          `Cannot apply ${name} to a value of non-numeric type. ${holder} has the field '${path}' of non-numeric type`,
        );
      }
      const after = before === undefined ? missing(operand) : apply(before, operand);
      if (after === before) return false;
      reach(doc, path).set(after);
      return true;
    };
  };
}

export const inc = arithmetic(
  '$inc',
  (by) => by,
  (value, by) => value + by,
);

/** A missing field becomes 0. */
export const mul = arithmetic(
  '$mul',
  () => 0,
  (value, by) => value * by,
);
