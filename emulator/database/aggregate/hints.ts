import type { Doc } from '../engine';
import { compileExpression } from '../expression/compile';
import type { Expression } from '../expression/expression';
import { isPlainObject } from '../values/kind';
import type { Running } from './context';

/** An equality inside $expr of a field and something that is known before any document is looked at. */
export interface Equality {
  readonly path: string;
  readonly value: Expression;
}

const isFieldPath = (source: unknown): source is string => typeof source === 'string' && /^\$[^$]/.test(source);

/** A literal or a variable of an enclosing $lookup. */
function isKnownBefore(source: unknown, declared: ReadonlySet<string>): boolean {
  if (typeof source !== 'string') return typeof source !== 'object' || source === null || source instanceof Date;
  if (!source.startsWith('$')) return true;
  return source.startsWith('$$') && declared.has(source.slice(2).split('.')[0] as string);
}

function equalityOf(operands: unknown, declared: ReadonlySet<string>): Equality[] {
  if (!Array.isArray(operands) || operands.length !== 2) return [];
  const [left, right] = operands as [unknown, unknown];
  const [field, other] = isFieldPath(left) ? [left, right] : [right, left];
  if (!isFieldPath(field) || !isKnownBefore(other, declared)) return [];
  return [{ path: field.slice(1), value: compileExpression(other, declared) }];
}

/** The equalities that an $expr demands, alone or as parts of $and. */
export function equalitiesOf(source: unknown, declared: ReadonlySet<string>): Equality[] {
  if (!isPlainObject(source)) return [];
  const [name] = Object.keys(source);
  if (name === '$eq') return equalityOf(source.$eq, declared);
  if (name !== '$and' || !Array.isArray(source.$and)) return [];
  return (source.$and as unknown[]).flatMap((part) => equalitiesOf(part, declared));
}

/**
 * The same as conditions a planner understands. They let through everything that the $expr accepts, and some more: an
 * array holds for the query what it contains, and null is missing too. Arrays and documents to compare with give no hint.
 */
export function hintsOf(equalities: readonly Equality[], running: Running): Doc[] {
  return equalities.flatMap(({ path, value }) => {
    const found = hintedValue(value, running);
    return found === undefined ? [] : [{ [path]: { $eq: found } }];
  });
}

/** What to look for in this run; undefined: it gives no hint. */
export function hintedValue(value: Expression, { now, variables }: Running): unknown {
  const found = value({ root: {}, now, variables }) ?? null;
  const isScalar = typeof found !== 'object' || found === null || found instanceof Date;
  return isScalar ? found : undefined;
}
