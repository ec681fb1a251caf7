import type { Doc } from '../engine';
import { isFieldOperator } from '../query/field';
import { compileElementQuery } from '../query/position';
import { requestFailed } from '../refusals';
import { sameValue } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { typeName } from '../values/typeName';
import { ValueMap } from '../values/valueMap';
import { arrayAt } from './arrayAt';
import type { FieldUpdate, UpdateOperator } from './operator';
import { reach } from './target';

function removing(path: string, isPulled: (element: unknown) => boolean): FieldUpdate {
  return (doc) => {
    const before = arrayAt(doc, path, () => 'Cannot apply $pull to a non-array value');
    const kept = before?.filter((element) => !isPulled(element));
    if (!before || !kept || kept.length === before.length) return false;
    reach(doc, path).set(kept);
    return true;
  };
}

/**
 * $pull: a value, operators on the element, or a query on elements that are documents.
 * https://www.mongodb.com/docs/v4.4/reference/operator/update/pull/
 */
export const pull: UpdateOperator = (path, operand) => {
  if (operand instanceof RegExp || (isPlainObject(operand) && isFieldOperator(Object.keys(operand)[0] ?? ''))) {
    const predicate = compileElementQuery({ '': operand });
    return removing(path, (element) => predicate({ '': element }));
  }
  if (isPlainObject(operand)) {
    const predicate = compileElementQuery(operand);
    return removing(path, (element) => isPlainObject(element) && predicate(element as Doc));
  }
  return removing(path, (element) => sameValue(element, operand));
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/update/pullAll/ */
export const pullAll: UpdateOperator = (path, operand) => {
  if (!Array.isArray(operand)) {
    throw requestFailed(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
  }
  const pulled = new ValueMap<true>();
  for (const value of operand as unknown[]) pulled.set(value, true);
  return removing(path, (element) => pulled.has(element));
};
