import { requestFailed } from '../refusals';
import { shownField } from '../values/shown';
import { typeName } from '../values/typeName';
import { arrayAt } from './arrayAt';
import type { UpdateOperator } from './operator';
import { reach } from './target';

/** 1 takes the last element, -1 the first. https://www.mongodb.com/docs/v4.4/reference/operator/update/pop/ */
export const pop: UpdateOperator = (path, operand) => {
  if (typeof operand !== 'number') throw requestFailed(`Expected a number in: ${shownField(path, operand)}`);
  if (operand !== 1 && operand !== -1) throw requestFailed(`$pop expects 1 or -1, found: ${operand}`);
  return (doc) => {
    const before = arrayAt(
      doc,
      path,
      (value) => `Path '${path}' contains an element of non-array type '${typeName(value)}'`,
    );
    if (!before || before.length === 0) return false;
    reach(doc, path).set(operand === 1 ? before.slice(0, -1) : before.slice(1));
    return true;
  };
};
