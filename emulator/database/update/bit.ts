import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { shown, shownField } from '../values/shown';
import { typeName } from '../values/typeName';
import type { UpdateOperator } from './operator';
import { reach, valueAt } from './target';

/** https://www.mongodb.com/docs/v4.4/reference/operator/update/bit/ */

const operations: Record<string, (value: bigint, by: bigint) => bigint> = {
  and: (value, by) => value & by,
  or: (value, by) => value | by,
  xor: (value, by) => value ^ by,
};

const form = 'The format is: {$bit: {field: {and/or/xor: #}}';

function stepOf(name: string, by: unknown, operand: unknown): (value: bigint) => bigint {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) {
    throw requestFailed(
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: ${shown(operand)}`,
    );
  }
  if (!Number.isSafeInteger(by)) {
    throw requestFailed(
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(by)}' is not supported here: ${shown(operand)}`,
    );
  }
  return (value) => operation(value, BigInt(by as number));
}

/** $bit: {and|or|xor: whole number}, possibly several in turn; a missing field counts as 0. */
export const bit: UpdateOperator = (path, operand) => {
  if (!isPlainObject(operand)) {
    throw requestFailed(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: ` +
        '{$bit: {field: {and/or/xor: #}}',
    );
  }
  if (Object.keys(operand).length === 0) {
    throw requestFailed(`You must pass in at least one bitwise operation. ${form}`);
  }
  const steps = Object.entries(operand).map(([name, by]) => stepOf(name, by, operand));
  return (doc) => {
    const before = valueAt(doc, path);
    if (before !== undefined && !Number.isSafeInteger(before)) {
      throw requestFailed(
        `Cannot apply $bit to a value of non-integral type.${shownField('_id', doc._id)} ` +
          `has the field ${path} of non-integer type ${typeName(before)}`,
      );
    }
    const after = Number(steps.reduce((value, step) => step(value), BigInt((before as number | undefined) ?? 0)));
    if (after === before) return false;
    reach(doc, path).set(after);
    return true;
  };
};
