import type { Doc } from '../engine';
import { fieldNames } from '../expression/language/fieldPath';
import { shown } from '../expression/language/shown';
import type { Order } from '../plan/plan';
import { sortDocs } from '../read/sort';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { asObject } from './arguments';
import type { Stage, StageCompiler } from './context';

function directionOf(name: string, value: unknown): 1 | -1 {
  if (isPlainObject(value) && '$meta' in value)
    throw requestFailed('$meta is not supported in $sort: there is no text search');
  if (isPlainObject(value)) throw requestFailed('$meta is the only expression supported by $sort right now');
  if (typeof value !== 'number') throw requestFailed(`Illegal key in $sort specification: ${name}: ${shown(value)}`);
  if (value !== 1 && value !== -1) {
    throw requestFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return value;
}

export function orderArgument(argument: unknown): Order {
  const entries = Object.entries(asObject(argument, 'the $sort key specification must be an object'));
  if (entries.length === 0) throw requestFailed('$sort stage must have at least one sort key');
  return entries.map(([name, value]) => {
    fieldNames(name);
    return [name, directionOf(name, value)] as const;
  });
}

/** Sorting that keeps only as many documents as the stages behind it will take. */
export const compileSort = (order: Order, most = Infinity): Stage =>
  function* (docs: Iterable<Doc>) {
    yield* sortDocs(docs, order, most);
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/sort/ */
export const sort: StageCompiler = (argument) => compileSort(orderArgument(argument));
