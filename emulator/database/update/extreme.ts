import { clone } from '../values/clone';
import { compareValues } from '../values/compare';
import type { UpdateOperator } from './operator';
import { reach, valueAt } from './target';

/** $min and $max compare in MongoDB's order of all values; a missing field takes the operand. */
const extreme =
  (direction: 1 | -1): UpdateOperator =>
  (path, operand) =>
  (doc) => {
    const before = valueAt(doc, path);
    if (before !== undefined && compareValues(operand, before) * direction <= 0) return false;
    reach(doc, path).set(clone(operand));
    return true;
  };

export const min = extreme(-1);
export const max = extreme(1);
