import type { Doc } from '../engine';
import type { Order } from '../plan/plan';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';

/** Checks of stage arguments, in MongoDB's manner of complaining. */

export function objectArgument(stage: string, value: unknown): Doc {
  if (!isPlainObject(value)) throw requestFailed(`the ${stage} specification must be an object`);
  return value;
}

export function countArgument(stage: string, value: unknown, least: number): number {
  if (!Number.isInteger(value) || (value as number) < least) {
    throw requestFailed(`invalid argument to ${stage} stage: ${JSON.stringify(value)}`);
  }
  return value as number;
}

export function orderArgument(value: unknown): Order {
  const entries = Object.entries(objectArgument('$sort', value));
  if (entries.length === 0) throw requestFailed('$sort stage must have at least one sort key');
  for (const [, direction] of entries) {
    if (direction !== 1 && direction !== -1) throw requestFailed('$sort key ordering must be 1 or -1');
  }
  return entries as [string, 1 | -1][];
}

export function fieldPath(stage: string, value: unknown): string {
  if (typeof value !== 'string' || !/^\$[^$.]/.test(value)) {
    throw requestFailed(`${stage}: a path must be prefixed with a '$': ${JSON.stringify(value)}`);
  }
  return value.slice(1);
}
