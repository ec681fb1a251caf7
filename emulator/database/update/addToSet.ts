import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { sameValue } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { arrayAt } from './arrayAt';
import type { UpdateOperator } from './operator';
import { reach } from './target';

/** `$addToSet` takes one value, or several as `{$each: […]}`. */
function membersOf(operand: unknown): readonly unknown[] {
  if (!isPlainObject(operand) || !('$each' in operand)) return [operand];
  if (!Array.isArray(operand.$each) || Object.keys(operand).length > 1) {
    throw requestFailed('$addToSet takes $each with an array and nothing else');
  }
  return operand.$each as unknown[];
}

export const addToSet: UpdateOperator = (path, operand) => {
  const members = membersOf(operand);
  return (doc) => {
    const before = arrayAt(doc, path, '$addToSet');
    const list = [...(before ?? [])];
    for (const member of members) if (!list.some((element) => sameValue(element, member))) list.push(clone(member));
    if (before && list.length === before.length) return false;
    reach(doc, path).set(list);
    return true;
  };
};
