import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { typeName } from '../values/typeName';
import type { UpdateOperator } from './operator';
import { set } from './set';

function assertDate(operand: unknown): void {
  if (typeof operand === 'boolean') return;
  if (!isPlainObject(operand)) {
    throw requestFailed(
      `${typeName(operand)} is not valid type for $currentDate. ` +
        "Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).",
    );
  }
  const other = Object.keys(operand).find((name) => name !== '$type');
  if (other !== undefined) throw requestFailed(`Unrecognized $currentDate option: ${other}`);
  if (operand.$type === 'timestamp') throw requestFailed('the emulator does not store values of type timestamp');
  if (operand.$type !== 'date') {
    throw requestFailed(
      "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
    );
  }
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/update/currentDate/ */
export const currentDate: UpdateOperator = (path, operand, now) => {
  assertDate(operand);
  return set(path, now, now);
};
