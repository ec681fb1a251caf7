import type { Doc } from '../engine';
import { sortDocs } from '../read/sort';
import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { compareValues } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { arrayAt } from './arrayAt';
import type { UpdateOperator } from './operator';
import { reach } from './target';

interface Push {
  readonly each: readonly unknown[];
  readonly position: number;
  readonly slice: number | undefined;
  readonly sort: unknown;
}

function wholeNumber(value: unknown, name: string): number {
  if (!Number.isInteger(value)) throw requestFailed(`The value for ${name} must be an integer value`);
  return value as number;
}

function pushOf(operand: unknown): Push {
  if (!isPlainObject(operand) || !('$each' in operand))
    return { each: [operand], position: Infinity, slice: undefined, sort: undefined };
  const unknownName = Object.keys(operand).find((name) => !['$each', '$position', '$slice', '$sort'].includes(name));
  if (unknownName) throw requestFailed(`Unrecognized clause in $push: ${unknownName}`);
  const { $each, $position, $slice, $sort } = operand;
  if (!Array.isArray($each)) throw requestFailed('The argument to $each in $push must be an array');
  return {
    each: $each as unknown[],
    position: $position === undefined ? Infinity : wholeNumber($position, '$position'),
    slice: $slice === undefined ? undefined : wholeNumber($slice, '$slice'),
    sort: $sort,
  };
}

function sorted(elements: unknown[], sort: unknown): unknown[] {
  if (sort === 1 || sort === -1) return [...elements].sort((a, b) => compareValues(a, b) * sort);
  const order = isPlainObject(sort) ? Object.entries(sort) : [];
  if (order.length === 0 || order.some(([, direction]) => direction !== 1 && direction !== -1)) {
    throw requestFailed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  return sortDocs(elements as Doc[], order as [string, 1 | -1][]);
}

/** $push: insert at the position, then sort, then cut, in that order whatever order the clauses are written in. */
export const push: UpdateOperator = (path, operand) => {
  const { each, position, slice, sort } = pushOf(operand);
  return (doc) => {
    const before = arrayAt(doc, path, '$push');
    let list = [...(before ?? [])];
    list.splice(position, 0, ...clone([...each])); // a negative position counts from the end, as splice does
    if (sort !== undefined) list = sorted(list, sort);
    if (slice !== undefined) list = slice >= 0 ? list.slice(0, slice) : list.slice(slice);
    if (before && compareValues(before, list) === 0) return false;
    reach(doc, path).set(list);
    return true;
  };
};
