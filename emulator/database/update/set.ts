import { clone } from '../values/clone';
import { sameValue } from '../values/compare';
import type { UpdateOperator } from './operator';
import { reach, valueAt } from './target';

/** $set and $setOnInsert. */
export const set: UpdateOperator = (path, operand) => (doc) => {
  const before = valueAt(doc, path);
  if (before !== undefined && sameValue(before, operand)) return false;
  reach(doc, path).set(clone(operand));
  return true;
};
