import type { Doc } from '../engine';
import type { Expression } from '../expression/expression';
import { shown } from '../expression/language/shown';
import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { compareValues, sameValue } from '../values/compare';
import { isPlainObject } from '../values/kind';
import { compileGroups, type Group } from './accumulator/statements';
import { asObject, refuseUnknown } from './arguments';
import { scopeOf, type Running, type StageCompiler } from './context';
import { type Granularity, granularityNamed } from './granularity';

interface Row {
  readonly key: unknown;
  readonly doc: Doc;
}

interface Buckets {
  readonly groupBy: Expression;
  readonly count: number;
  readonly granularity: Granularity | undefined;
  readonly start: () => Group;
}

function countOf(value: unknown): number {
  const option = "The $bucketAuto 'buckets' field must be";
  if (typeof value !== 'number') throw requestFailed(`${option} a numeric value, but found type: ${typeName(value)}`);
  if (!Number.isInteger(value) || Math.abs(value) > 0x7fffffff) {
    throw requestFailed(`${option} representable as a 32-bit integer, but found ${value}`);
  }
  if (value <= 0) throw requestFailed(`${option} greater than 0, but found: ${value}`);
  return value;
}

function granularityOf(value: unknown): Granularity | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return granularityNamed(value);
  throw requestFailed(`The $bucketAuto 'granularity' field must be a string, but found type: ${typeName(value)}`);
}

function outputOf(output: unknown): Doc {
  if (output === undefined) return { count: { $sum: 1 } };
  if (isPlainObject(output)) return Object.keys(output).length === 0 ? { count: { $sum: 1 } } : output;
  throw requestFailed(`The $bucketAuto 'output' field must be an object, but found type: ${typeName(output)}`);
}

function assertGroupBy(value: unknown): void {
  if (typeof value === 'string' && value.length > 1 && value.startsWith('$')) return;
  if (isPlainObject(value) && Object.keys(value)[0]?.startsWith('$')) return;
  throw requestFailed(
    "The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression object, " +
      `but found: ${shown(value)}`,
  );
}

/** With a granularity only non-negative numbers can be told apart. */
function assertRoundable(key: unknown): void {
  const option = "$bucketAuto can specify a 'granularity' with";
  if (typeof key !== 'number') {
    throw requestFailed(`${option} numeric boundaries only, but found a value with type: ${typeName(key)}`);
  }
  if (Number.isNaN(key)) throw requestFailed(`${option} numeric boundaries only, but found a NaN`);
  if (key < 0) throw requestFailed(`${option} non-negative numbers only, but found a negative number`);
}

function sortedRows(docs: Iterable<Doc>, { groupBy, granularity }: Buckets, running: Running): Row[] {
  const rows: Row[] = [];
  for (const doc of docs) {
    const key = groupBy(scopeOf(doc, running));
    if (granularity) assertRoundable(key);
    rows.push({ key: key ?? null, doc });
  }
  return rows.sort((a, b) => compareValues(a.key, b.key));
}

/** How far the bucket reaches that holds the rows before `end`: equal values and rounding draw more rows in. */
function reach(rows: readonly Row[], end: number, granularity: Granularity | undefined) {
  const last = rows[end - 1]?.key;
  const bound = granularity?.up(last as number);
  let next = end;
  while (next < rows.length) {
    const key = rows[next]?.key;
    if (!sameValue(key, last) && !(bound !== undefined && compareValues(key, bound) < 0)) break;
    next += 1;
  }
  if (!granularity) return { next, max: next < rows.length ? rows[next]?.key : last };
  // A first bucket of zeroes only ends where the next one, rounded down, begins.
  return { next, max: bound === 0 && next < rows.length ? granularity.down(rows[next]?.key as number) : bound };
}

function* bucketsOf(rows: readonly Row[], buckets: Buckets, running: Running): Generator<Doc> {
  const { count, granularity, start } = buckets;
  const size = Math.max(1, Math.round(rows.length / count));
  let from = 0;
  let previousMax: unknown;
  for (let number = 1; number <= count && from < rows.length; number += 1) {
    const least = rows[from]?.key;
    const min = granularity ? (previousMax ?? granularity.down(least as number)) : least;
    const end = number === count ? rows.length : Math.min(from + size, rows.length);
    const { next, max } = reach(rows, end, granularity);
    const group = start();
    for (const { doc } of rows.slice(from, next)) group.add(scopeOf(doc, running));
    yield group.document({ min, max });
    previousMax = max;
    from = next;
  }
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/bucketAuto/ */
export const bucketAuto: StageCompiler = (argument, { expression }) => {
  const found = typeName(argument);
  const spec = asObject(argument, `The argument to $bucketAuto must be an object, but found type: ${found}`);
  const known = ['groupBy', 'buckets', 'output', 'granularity'];
  refuseUnknown(spec, known, (name) => `Unrecognized option to $bucketAuto: ${name}`);
  if (spec.groupBy === undefined || spec.buckets === undefined) {
    throw requestFailed("$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  }
  assertGroupBy(spec.groupBy);
  const buckets: Buckets = {
    groupBy: expression(spec.groupBy),
    count: countOf(spec.buckets),
    granularity: granularityOf(spec.granularity),
    start: compileGroups(outputOf(spec.output), expression),
  };
  return function* (docs, running) {
    yield* bucketsOf(sortedRows(docs, buckets, running), buckets, running);
  };
};
