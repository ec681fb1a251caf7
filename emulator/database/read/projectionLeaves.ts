import type { Doc } from '../engine';
import { compileElementQuery, findOffset } from '../query/position';
import { requestFailed } from '../refusals';
import { clone } from '../values/clone';
import { typeName } from '../values/typeName';

/** What becomes of one field's value; `doc` is the whole document. Answers undefined when the field goes. */
export interface LeafFunction {
  (value: unknown, doc: Doc): unknown;
}

/** A leaf that stands behind the other fields ($elemMatch) or in its own place. */
export type Leaf = LeafFunction & { readonly isLast?: boolean };

const wholeNumber = (value: unknown) => Math.trunc(value as number);

function bounds(operand: unknown): readonly [skip: number | undefined, count: number] {
  if (typeof operand === 'number') return [undefined, wholeNumber(operand)];
  if (!Array.isArray(operand)) throw requestFailed('$slice only supports numbers and [skip, limit] arrays');
  if (operand.length !== 2) throw requestFailed('$slice array argument should be of form [skip, limit]');
  const [skip, limit] = operand as [unknown, unknown];
  if (typeof skip !== 'number') {
    throw requestFailed(`$slice expects the skip argument to be a number, got ${typeName(skip)}`);
  }
  if (typeof limit !== 'number') {
    throw requestFailed(`$slice expects the limit argument to be a number, got ${typeName(limit)}`);
  }
  if (wholeNumber(limit) <= 0) throw requestFailed(`$slice limit must be positive, got ${limit}`);
  return [wholeNumber(skip), wholeNumber(limit)];
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/projection/slice/ */
export function sliceLeaf(operand: unknown): Leaf {
  const [skip, count] = bounds(operand);
  return (value) => {
    if (!Array.isArray(value)) return clone(value);
    const list = value as unknown[];
    if (skip === undefined) return clone(count >= 0 ? list.slice(0, count) : list.slice(count));
    const from = skip >= 0 ? skip : Math.max(0, list.length + skip);
    return clone(list.slice(from, from + count));
  };
}

/**
 * The first element that matches, behind the fields that are kept.
 * https://www.mongodb.com/docs/v4.4/reference/operator/projection/elemMatch/
 */
export function elemMatchLeaf(operand: Doc): Leaf {
  const predicate = compileElementQuery({ list: { $elemMatch: operand } });
  const leaf: LeafFunction = (value) => {
    if (!Array.isArray(value)) return undefined;
    const offset = value.findIndex((element) => predicate({ list: [element] }));
    return offset < 0 ? undefined : [clone(value[offset] as unknown)];
  };
  return Object.assign(leaf, { isLast: true });
}

/** The element that made the query match. https://www.mongodb.com/docs/v4.4/reference/operator/projection/positional/ */
export function positionLeaf(query: Doc): Leaf {
  const offsetIn = findOffset(query);
  return (value, doc) => {
    if (!Array.isArray(value)) return clone(value);
    const offset = offsetIn(doc);
    if (offset === undefined || offset >= value.length) {
      throw requestFailed("positional operator '.$' couldn't find a matching element in the array");
    }
    return [clone(value[offset] as unknown)];
  };
}
