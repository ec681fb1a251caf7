import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import { typeName } from '../values/typeName';
import { ValueMap } from '../values/valueMap';
import { arrayAt } from './arrayAt';
import type { UpdateOperator } from './operator';
import { reach } from './target';

/** `$addToSet` takes one value, or several as `{$each: […]}`. */
function membersOf(operand: unknown): readonly unknown[] {
  if (!isPlainObject(operand) || Object.keys(operand)[0] !== '$each') return [operand];
  if (!Array.isArray(operand.$each)) {
    const type = typeName(operand.$each);
    throw requestFailed(`The argument to $each in $addToSet must be an array but it was of type ${type}`);
  }
  if (Object.keys(operand).length > 1) {
    throw requestFailed(`Found unexpected fields after $each in $addToSet: ${shown(operand)}`);
  }
  return operand.$each as unknown[];
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/update/addToSet/ */
export const addToSet: UpdateOperator = (path, operand) => {
  const members = membersOf(operand);
  const name = path.slice(path.lastIndexOf('.') + 1);
  const refusal = (value: unknown) =>
    `Cannot apply $addToSet to non-array field. Field named '${name}' has non-array type ${typeName(value)}`;
  return (doc) => {
    const before = arrayAt(doc, path, refusal);
    const list = [...(before ?? [])];
    const known = new ValueMap<true>();
    for (const element of list) known.set(element, true);
    for (const member of members) {
      if (known.has(member)) continue;
      known.set(member, true);
      list.push(clone(member));
    }
    if (before && list.length === before.length) return false;
    reach(doc, path).set(list);
    return true;
  };
};
