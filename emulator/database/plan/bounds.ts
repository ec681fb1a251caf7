/** The part of an index in which everything that passes one operator must have an entry. */
import { isPlainObject } from '../values/kind';
import { encodeKey } from '../values/orderKey';
import {
  before,
  behind,
  complement,
  type Edge,
  everything,
  intersection,
  type IntervalSet,
  nothing,
  pointAt,
  rangeOf,
  union,
} from './interval';
import { givenPattern, prefixOf } from './regexPrefix';

export interface Bound {
  readonly set: IntervalSet;
  /** Whatever stands there passes too, provided a document has one value only. */
  readonly isExact: boolean;
  /** The `$elemMatch` it belongs to: bounds of the same one speak of the same element. */
  readonly group?: object;
  /** Documents without the field cannot pass. */
  readonly needsField?: boolean;
}

/** Every key of a value's kind begins with the same character. */
const kindEdge = (example: unknown, isBehind: boolean, text: string): Edge => ({
  key: encodeKey(example).slice(0, 1),
  behind: isBehind,
  text,
});

const wholeKind = (example: unknown, low: string, high: string): IntervalSet =>
  rangeOf(kindEdge(example, false, low), kindEdge(example, true, high));

/** How many characters close a text in an index key. */
const textEnd = encodeKey('').length - 1;
const regexes = wholeKind(/x/, '//', 'MaxKey');
/** Lists that are elements of lists. */
const lists = wholeKind([1], '[]', 'MaxList');
const texts = wholeKind('', '""', '{}');
const dates = wholeKind(new Date(0), 'MinDate', 'MaxDate');

/** All values that compare with this one: ranges stay within one kind. NaN is on neither side of a number. */
function comparable(value: unknown): { low: Edge; high: Edge } | undefined {
  if (typeof value === 'number')
    return Number.isNaN(value) ? undefined : { low: before(-Infinity), high: behind(Infinity) };
  const set =
    typeof value === 'string'
      ? texts
      : value instanceof Date
        ? dates
        : typeof value === 'boolean'
          ? rangeOf(before(false), behind(true))
          : undefined;
  return set?.[0];
}

function compared(operator: string, value: unknown, isTop: boolean): Bound | undefined {
  if (value === null) return operator === '$gte' || operator === '$lte' ? equal(null, isTop) : undefined;
  const all = comparable(value);
  if (!all) return undefined;
  const low = operator === '$gt' ? behind(value) : operator === '$gte' ? before(value) : all.low;
  const high = operator === '$lt' ? before(value) : operator === '$lte' ? behind(value) : all.high;
  return { set: rangeOf(low, high), isExact: true, needsField: true };
}

/**
 * A list equals lists, and stands in the index by its elements. A missing field stands there as null, and so does an
 * element that cannot have the field, which no query takes for null: below the top level null is not exact.
 */
function equal(value: unknown, isTop: boolean): Bound {
  if (value instanceof RegExp) return matching(value);
  if (value === null || value === undefined) return { set: pointAt(null), isExact: isTop };
  if (!Array.isArray(value)) return { set: pointAt(value), isExact: typeof value !== 'object', needsField: true };
  const first = value.length > 0 ? pointAt(value[0]) : nothing;
  return { set: union(pointAt(value), first), isExact: false, needsField: true };
}

function beginningWith(text: string): IntervalSet {
  const key = encodeKey(text).slice(0, -textEnd);
  const shown = JSON.stringify(text);
  return rangeOf({ key, behind: false, text: shown }, { key, behind: true, text: `${shown.slice(0, -1)}…"` });
}

/** A stored expression matches too when it is the same one. */
function matching(regex: RegExp | { pattern: string; options: string }): Bound {
  const { pattern, options } = regex instanceof RegExp ? givenPattern(regex) : regex;
  const prefix = prefixOf(pattern, options);
  const found = prefix === undefined ? texts : beginningWith(prefix);
  return { set: union(found, regexes), isExact: false, needsField: true };
}

function among(values: readonly unknown[], isTop: boolean): Bound {
  const bounds = values.map((value) => equal(value, isTop));
  return {
    set: union(...bounds.map(({ set }) => set)),
    isExact: bounds.every(({ isExact }) => isExact),
    needsField: bounds.every(({ needsField }) => needsField),
  };
}

/** Everything outside, when all inside is known to pass the negated operator. */
const outside = (inner: Bound | undefined): Bound | undefined =>
  inner?.isExact ? { set: complement(inner.set), isExact: false } : undefined;

function ofRegex(operand: unknown, options: unknown): Bound | undefined {
  const given = operand instanceof RegExp ? givenPattern(operand) : { pattern: operand, options: '' };
  if (typeof given.pattern !== 'string' || (options !== undefined && typeof options !== 'string')) return undefined;
  return matching({ pattern: given.pattern, options: options ?? given.options });
}

/** One element passes all of them, so here they may be cut with one another. An element may be a list itself. */
function elementBound(operand: Record<string, unknown>): Bound | undefined {
  const bounds = Object.keys(operand).flatMap((name) => boundOf(name, operand[name], operand, false) ?? []);
  if (bounds.length === 0) return undefined;
  const set = bounds.reduce<IntervalSet>((all, bound) => intersection(all, bound.set), everything);
  return { set: union(set, lists), isExact: false, needsField: true };
}

function ofAll(members: readonly unknown[]): Bound | undefined {
  const plain = members.find(
    (member) => !isPlainObject(member) || !Object.keys(member).some((name) => name[0] === '$'),
  );
  return plain === undefined ? undefined : { ...equal(plain, false), isExact: false };
}

const isElementOperator = (name: string) =>
  name.startsWith('$') && !['$and', '$or', '$nor', '$expr', '$where', '$jsonSchema'].includes(name);

function ofElements(operand: unknown): Bound | undefined {
  if (!isPlainObject(operand) || !Object.keys(operand).every(isElementOperator)) return undefined;
  return elementBound(operand);
}

function negated(operand: unknown, isTop: boolean): Bound | undefined {
  if (!isPlainObject(operand)) return undefined;
  const [only, ...more] = Object.keys(operand);
  if (only === undefined || more.length > 0 || only === '$not') return undefined;
  return outside(boundOf(only, operand[only], operand, isTop));
}

/** What one operator says about the values of a field; undefined when it says nothing an index could use. */
export function boundOf(
  operator: string,
  operand: unknown,
  siblings: Record<string, unknown>,
  isTop: boolean,
): Bound | undefined {
  switch (operator) {
    case '$eq':
      return operand instanceof RegExp ? undefined : equal(operand, isTop);
    case '$in':
      return Array.isArray(operand) ? among(operand as unknown[], isTop) : undefined;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return compared(operator, operand, isTop);
    case '$ne':
      return operand instanceof RegExp ? undefined : outside(equal(operand, isTop));
    case '$nin':
      return Array.isArray(operand) ? outside(among(operand as unknown[], isTop)) : undefined;
    case '$regex':
      return ofRegex(operand, siblings.$options);
    case '$exists':
      return operand ? { set: everything, isExact: false, needsField: true } : { set: pointAt(null), isExact: false };
    case '$all':
      return Array.isArray(operand) ? ofAll(operand as unknown[]) : undefined;
    case '$not':
      return negated(operand, isTop);
    case '$elemMatch':
      return ofElements(operand);
    default:
      return undefined;
  }
}
