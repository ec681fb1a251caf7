import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { UpdateOperator } from './operator';
import { reach, valueAt } from './target';

const operations: Record<string, (value: bigint, by: bigint) => bigint> = {
  and: (value, by) => value & by,
  or: (value, by) => value | by,
  xor: (value, by) => value ^ by,
};

/** $bit: {and|or|xor: whole number}, possibly several in turn; a missing field counts as 0. */
export const bit: UpdateOperator = (path, operand) => {
  if (!isPlainObject(operand) || Object.keys(operand).length === 0)
    throw requestFailed(`$bit of ${path} needs and, or, xor`);
  const steps = Object.entries(operand).map(([name, by]) => {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation || !Number.isSafeInteger(by))
      throw requestFailed(`The $bit modifier ${name} is not supported or its argument is no integer`);
    return (value: bigint) => operation(value, BigInt(by as number));
  });
  return (doc) => {
    const before = valueAt(doc, path);
    if (before !== undefined && !Number.isSafeInteger(before))
      throw requestFailed(`Cannot apply $bit to a value of non-integral type: ${path}`);
    const after = Number(steps.reduce((value, step) => step(value), BigInt((before as number | undefined) ?? 0)));
    if (after === before) return false;
    reach(doc, path).set(after);
    return true;
  };
};
