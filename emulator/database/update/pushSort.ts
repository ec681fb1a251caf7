import { requestFailed } from '../refusals';
import { compareValues } from '../values/compare';
import { isPlainObject } from '../values/kind';

/** The `$sort` of a `$push`: https://www.mongodb.com/docs/v4.4/reference/operator/update/sort/ */
export type ElementOrder = (a: unknown, b: unknown) => number;

const isDirection = (value: unknown): value is 1 | -1 => value === 1 || value === -1;

/** The value at a dotted path; unlike in a query arrays are only entered by offset. */
function valueIn(element: unknown, parts: readonly string[]): unknown {
  let value: unknown = isPlainObject(element) ? element : undefined;
  for (const part of parts) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null;
    value = (value as Record<string, unknown>)[part];
  }
  return value ?? null;
}

function assertField(path: string, direction: unknown): void {
  if (!isDirection(direction)) throw requestFailed('The $sort element value must be either 1 or -1');
  if (path === '') throw requestFailed('The $sort field cannot be empty');
  if (path.split('.').includes('')) {
    throw requestFailed(`The $sort field is a dotted field but has an empty part: ${path}`);
  }
}

/** 1 or -1 for whole elements, or fields of elements that are documents. */
export function elementOrder(sort: unknown): ElementOrder {
  if (typeof sort === 'number') {
    if (!isDirection(sort)) throw requestFailed('The $sort element value must be either 1 or -1');
    return (a, b) => compareValues(a, b) * sort;
  }
  if (!isPlainObject(sort)) {
    throw requestFailed(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  if (Object.keys(sort).length === 0) {
    throw requestFailed('The $sort pattern is empty when it should be a set of fields.');
  }
  const fields = Object.entries(sort).map(([path, direction]) => {
    assertField(path, direction);
    return { parts: path.split('.'), direction: direction as 1 | -1 };
  });
  return (a, b) => {
    for (const { parts, direction } of fields) {
      const found = compareValues(valueIn(a, parts), valueIn(b, parts));
      if (found !== 0) return found * direction;
    }
    return 0;
  };
}
