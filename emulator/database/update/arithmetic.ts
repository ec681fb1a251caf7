import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { shownField } from '../values/shown';
import { typeName } from '../values/typeName';
import type { UpdateOperator } from './operator';
import { reach, valueAt } from './target';

function arithmetic(
  name: '$inc' | '$mul',
  missing: (by: number) => number,
  apply: (value: number, by: number) => number,
): UpdateOperator {
  return (path, operand) => {
    if (typeof operand !== 'number') {
      const verb = name === '$inc' ? 'increment' : 'multiply';
      throw requestFailed(`Cannot ${verb} with non-numeric argument: {${shownField(path, operand)}}`);
    }
    return (doc: Doc) => {
      const before = valueAt(doc, path);
      if (before !== undefined && typeof before !== 'number') {
        throw requestFailed(
          `Cannot apply ${name} to a value of non-numeric type. ` +
            `{${shownField('_id', doc._id)}} has the field '${lastOf(path)}' of non-numeric type ${typeName(before)}`,
        );
      }
      const after = before === undefined ? missing(operand) : apply(before, operand);
      if (Object.is(after, before)) return false;
      reach(doc, path).set(after);
      return true;
    };
  };
}

const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

/** https://www.mongodb.com/docs/v4.4/reference/operator/update/inc/ */
export const inc = arithmetic(
  '$inc',
  (by) => by,
  (value, by) => value + by,
);

/** A missing field becomes 0. https://www.mongodb.com/docs/v4.4/reference/operator/update/mul/ */
export const mul = arithmetic(
  '$mul',
  () => 0,
  (value, by) => value * by,
);
