import type { Doc } from '../engine';
import { hasOperators } from '../query/compile';
import { isPlainObject } from '../values/kind';

/** What every matching document must fulfil on one field, as far as an index can use it. */
export interface FieldConditions {
  /** The value is one of these ($eq or $in). */
  oneOf?: readonly unknown[];
  greater?: { value: unknown; inclusive: boolean };
  less?: { value: unknown; inclusive: boolean };
  near?: unknown;
  within?: unknown;
  intersects?: unknown;
}

/** An array equals whole arrays and elements, a regular expression matches text: neither is one place in an index. */
const isExact = (value: unknown) => !Array.isArray(value) && !(value instanceof RegExp);

/** Ranges stay within one kind; of objects and null they are rare and left to the predicate. */
const isRangeable = (value: unknown) =>
  typeof value === 'number'
    ? !Number.isNaN(value)
    : ['string', 'boolean'].includes(typeof value) || value instanceof Date;

function addOperator(found: FieldConditions, operator: string, operand: unknown): void {
  switch (operator) {
    case '$eq':
      if (isExact(operand)) found.oneOf = [operand];
      return;
    case '$in':
      if (Array.isArray(operand) && operand.every(isExact)) found.oneOf ??= operand as unknown[];
      return;
    case '$gt':
    case '$gte':
      if (isRangeable(operand)) found.greater ??= { value: operand, inclusive: operator === '$gte' };
      return;
    case '$lt':
    case '$lte':
      if (isRangeable(operand)) found.less ??= { value: operand, inclusive: operator === '$lte' };
      return;
    case '$nearSphere':
      found.near = operand;
      return;
    case '$geoWithin':
      found.within = operand;
      return;
    case '$geoIntersects':
      found.intersects = operand;
  }
}

function addField(all: Map<string, FieldConditions>, path: string, condition: unknown): void {
  let found = all.get(path);
  if (!found) all.set(path, (found = {}));
  if (!hasOperators(condition)) return addOperator(found, '$eq', condition);
  for (const operator of Object.keys(condition)) addOperator(found, operator, condition[operator]);
}

/** Collects them from the top level and from $and; everything else is only tested, document by document. */
export function conditionsOf(query: Doc, all = new Map<string, FieldConditions>()): Map<string, FieldConditions> {
  for (const name of Object.keys(query)) {
    const condition = query[name];
    if (name === '$and' && Array.isArray(condition)) {
      for (const branch of condition as unknown[]) if (isPlainObject(branch)) conditionsOf(branch, all);
    } else if (!name.startsWith('$')) {
      addField(all, name, condition);
    }
  }
  return all;
}
