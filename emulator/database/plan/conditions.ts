import type { Doc } from '../engine';
import { hasOperators } from '../query/compile';
import { isNear } from '../query/near';
import { isPlainObject } from '../values/kind';
import { isArrayOffset, splitPath } from '../values/path';
import { type Bound, boundOf } from './bounds';

/** What every matching document must fulfil on one field, as far as an index can use it. */
export interface FieldConditions {
  /** The value is one of these ($eq or $in). */
  oneOf?: readonly unknown[];
  near?: unknown;
  within?: unknown;
  intersects?: unknown;
  /** Where in an index its entries may stand, one bound for each condition. */
  readonly bounds: Bound[];
  /** How many conditions have been put on the field, with and without a bound. */
  asked: number;
}

export type Conditions = Map<string, FieldConditions>;

/** An array equals whole arrays and elements, a regular expression matches text: neither is one value. */
const isExact = (value: unknown) => !Array.isArray(value) && !(value instanceof RegExp);

function addValues(found: FieldConditions, operator: string, operand: unknown): void {
  switch (operator) {
    case '$eq':
      if (isExact(operand)) found.oneOf = [operand];
      return;
    case '$in':
      if (Array.isArray(operand) && operand.every(isExact)) found.oneOf ??= operand as unknown[];
      return;
    case '$near':
    case '$nearSphere':
    case '$geoNear':
      found.near = operand;
      return;
    case '$geoWithin':
      found.within = operand;
      return;
    case '$geoIntersects':
      found.intersects = operand;
  }
}

/** An offset in a path is a field's name too: what an index holds there is not all that a query looks at. */
const isIndexable = (path: string) => !splitPath(path).some(isArrayOffset);

function fieldAt(all: Conditions, path: string): FieldConditions {
  let found = all.get(path);
  if (!found) all.set(path, (found = { bounds: [], asked: 0 }));
  return found;
}

function addOperator(all: Conditions, path: string, operator: string, condition: Doc, group?: object): void {
  const operand = condition[operator];
  const found = fieldAt(all, path);
  found.asked += 1;
  // The bounds of nearness may stand beside the operator, so all of the condition is its operand.
  if (!group) addValues(found, operator, isNear(condition) ? condition : operand);
  if (operator === '$elemMatch' && isPlainObject(operand) && !hasOperators(operand)) {
    for (const name of Object.keys(operand)) addField(all, `${path}.${name}`, operand[name], group ?? operand);
    return;
  }
  const bound = isIndexable(path) ? boundOf(operator, operand, condition, !path.includes('.')) : undefined;
  if (bound) found.bounds.push(group ? { ...bound, isExact: false, group } : bound);
}

function addField(all: Conditions, path: string, condition: unknown, group?: object): void {
  if (condition instanceof RegExp) addOperator(all, path, '$regex', { $regex: condition }, group);
  else if (!hasOperators(condition)) addOperator(all, path, '$eq', { $eq: condition }, group);
  else for (const operator of Object.keys(condition)) addOperator(all, path, operator, condition, group);
}

/** Collects them from the top level and from $and; everything else is only tested, document by document. */
export function conditionsOf(query: Doc, all: Conditions = new Map<string, FieldConditions>()): Conditions {
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

/** Are the conditions all that the query says? */
export const onlyFields = (query: Doc) => Object.keys(query).every((name) => !name.startsWith('$'));

/** The `$or`s that every matching document must fulfil. */
export function alternativesOf(query: Doc): Doc[][] {
  return Object.keys(query).flatMap((name) => {
    const operand = query[name];
    if (!Array.isArray(operand)) return [];
    const branches = (operand as unknown[]).filter(isPlainObject);
    if (name === '$or') return [branches];
    return name === '$and' ? branches.flatMap(alternativesOf) : [];
  });
}
