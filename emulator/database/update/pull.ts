import type { Doc } from '../engine';
import { compileField, compileQuery, hasOperators } from '../query/compile';
import { requestFailed } from '../refusals';
import { sameValue } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { arrayAt } from './arrayAt';
import type { FieldUpdate, UpdateOperator } from './operator';
import { reach } from './target';

function removing(path: string, operator: string, isPulled: (element: unknown) => boolean): FieldUpdate {
  return (doc) => {
    const before = arrayAt(doc, path, operator);
    const kept = before?.filter((element) => !isPulled(element));
    if (!before || !kept || kept.length === before.length) return false;
    reach(doc, path).set(kept);
    return true;
  };
}

/** $pull: a value, operators on the element, or a query on elements that are documents. */
export const pull: UpdateOperator = (path, operand) => {
  if (hasOperators(operand) || operand instanceof RegExp) {
    const predicate = compileField('element', operand);
    return removing(path, '$pull', (element) => predicate({ element }));
  }
  if (isPlainObject(operand)) {
    const predicate = compileQuery(operand);
    return removing(path, '$pull', (element) => isPlainObject(element) && predicate(element as Doc));
  }
  return removing(path, '$pull', (element) => sameValue(element, operand));
};

export const pullAll: UpdateOperator = (path, operand) => {
  if (!Array.isArray(operand)) throw requestFailed('$pullAll requires an array argument');
  return removing(path, '$pullAll', (element) => operand.some((value) => sameValue(element, value)));
};
