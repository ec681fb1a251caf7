import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { isPlainObject } from '../values/kind';
import { shownField } from '../values/shown';
import { typeName } from '../values/typeName';
import { arrayAt } from './arrayAt';
import type { UpdateOperator } from './operator';
import { type ElementOrder, elementOrder } from './pushSort';
import { reach } from './target';

interface Push {
  readonly each: readonly unknown[];
  readonly position: number;
  readonly slice: number | undefined;
  readonly order: ElementOrder | undefined;
}

const clauses = ['$each', '$position', '$slice', '$sort'];

function eachOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  throw requestFailed(`The argument to $each in $push must be an array but it was of type: ${typeName(value)}`);
}

function sliceOf(value: unknown): number {
  if (Number.isInteger(value)) return value as number;
  throw requestFailed(`The value for $slice must be an integer value but was given type: ${typeName(value)}`);
}

function positionOf(value: unknown): number {
  if (Number.isInteger(value)) return value as number;
  throw requestFailed(`The value for $position must be an integer value, not of type: ${typeName(value)}`);
}

function pushOf(operand: unknown): Push {
  if (!isPlainObject(operand) || !('$each' in operand)) {
    return { each: [operand], position: Infinity, slice: undefined, order: undefined };
  }
  const unknown = Object.keys(operand).find((name) => !clauses.includes(name));
  if (unknown !== undefined) throw requestFailed(`Unrecognized clause in $push: ${unknown}`);
  const { $each, $position, $slice, $sort } = operand;
  return {
    each: eachOf($each),
    slice: $slice === undefined ? undefined : sliceOf($slice),
    order: $sort === undefined ? undefined : elementOrder($sort),
    position: $position === undefined ? Infinity : positionOf($position),
  };
}

/** The first so many elements, or with a negative number the last ones. */
function cut(list: unknown[], slice: number): unknown[] {
  if (slice >= 0) return list.slice(0, slice);
  return list.slice(Math.max(0, list.length + slice));
}

/**
 * $push: insert at the position, then sort, then cut, in that order whatever order the clauses are written in.
 * https://www.mongodb.com/docs/v4.4/reference/operator/update/push/
 */
export const push: UpdateOperator = (path, operand) => {
  const { each, position, slice, order } = pushOf(operand);
  return (doc) => {
    const before = arrayAt(
      doc,
      path,
      (value) =>
        `The field '${path}' must be an array but is of type ${typeName(value)} ` +
        `in document {${shownField('_id', doc._id)}}`,
    );
    let list = [...(before ?? [])];
    list.splice(position, 0, ...clone([...each])); // a negative position counts from the end, as splice does
    if (order) list.sort(order);
    const full = list.length;
    if (slice !== undefined) list = cut(list, slice);
    if (before && each.length === 0 && !order && list.length === full) return false;
    reach(doc, path).set(list);
    return true;
  };
};
