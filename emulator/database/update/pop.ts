import { requestFailed } from '../refusals';
import { arrayAt } from './arrayAt';
import type { UpdateOperator } from './operator';
import { reach } from './target';

/** 1 takes the last element, -1 the first. */
export const pop: UpdateOperator = (path, operand) => {
  if (operand !== 1 && operand !== -1) throw requestFailed(`$pop expects 1 or -1, found: ${JSON.stringify(operand)}`);
  return (doc) => {
    const before = arrayAt(doc, path, '$pop');
    if (!before || before.length === 0) return false;
    reach(doc, path).set(operand === 1 ? before.slice(0, -1) : before.slice(1));
    return true;
  };
};
