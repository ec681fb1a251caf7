import type { Doc } from '../engine';
import type { Expression } from '../expression/expression';
import { constantOf } from '../expression/language/constant';
import { shown } from '../expression/language/shown';
import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { compareValues } from '../values/compare';
import { isPlainObject, kindOf } from '../values/kind';
import { compileGroups } from './accumulator/statements';
import { asObject, refuseUnknown } from './arguments';
import type { Compiling, StageCompiler } from './context';
import { grouping } from './group';
import { compileSort } from './sort';

type Compile = Compiling['expression'];

function boundariesOf(value: unknown, compile: Compile): readonly unknown[] {
  const option = "The $bucket 'boundaries' field must";
  if (!Array.isArray(value)) throw requestFailed(`${option} be an array, but found type: ${typeName(value)}.`);
  const boundaries = (value as unknown[]).map((source) => {
    const constant = constantOf(compile(source));
    if (!constant) throw requestFailed(`${option} be an array of constant values, but found value: ${shown(source)}.`);
    return constant.value;
  });
  if (boundaries.length < 2) {
    throw requestFailed(`${option} have at least 2 values, but found ${boundaries.length} value(s).`);
  }
  boundaries.slice(1).forEach((upper, i) => assertAscending(boundaries[i], upper, i));
  return boundaries;
}

function assertAscending(lower: unknown, upper: unknown, i: number): void {
  if (kindOf(lower) !== kindOf(upper)) {
    throw requestFailed(
      "All values in the the 'boundaries' option to $bucket must have the same type. " +
        `Found conflicting types ${typeName(lower)} and ${typeName(upper)}.`,
    );
  }
  if (compareValues(lower, upper) >= 0) {
    throw requestFailed(
      `The 'boundaries' option to $bucket must be sorted, but elements ${i} and ${i + 1} are not in ascending order ` +
        `(${shown(lower)} is not less than ${shown(upper)}).`,
    );
  }
}

/** What values outside all buckets are put under, wrapped because it may be null. */
function defaultOf(spec: Doc, boundaries: readonly unknown[], compile: Compile): { value: unknown } | undefined {
  if (spec.default === undefined) return undefined;
  const constant = constantOf(compile(spec.default));
  if (!constant) {
    throw requestFailed(
      `The $bucket 'default' field must be a constant expression, but found: ${shown(spec.default)}.`,
    );
  }
  const { value } = constant;
  const isInside = compareValues(value, boundaries[0]) >= 0 && compareValues(value, boundaries.at(-1)) < 0;
  if (kindOf(value) === kindOf(boundaries[0]) && isInside) {
    throw requestFailed(
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest " +
        'boundary.',
    );
  }
  return { value };
}

function groupByOf(value: unknown, compile: Compile): Expression {
  const isPath = typeof value === 'string' && value.startsWith('$');
  if (!isPath && !(isPlainObject(value) && Object.keys(value)[0]?.startsWith('$'))) {
    throw requestFailed(
      `The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression, but found: ${shown(value)}.`,
    );
  }
  return compile(value);
}

/** The lower boundary of the bucket a value falls into. */
function bucketing(boundaries: readonly unknown[], otherwise: { value: unknown } | undefined) {
  const highest = boundaries.at(-1);
  return (value: unknown): unknown => {
    const isInside = compareValues(value, boundaries[0]) >= 0 && compareValues(value, highest) < 0;
    if (isInside) return boundaries.findLast((boundary) => compareValues(boundary, value) <= 0);
    if (otherwise) return otherwise.value;
    throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
  };
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/bucket/ */
export const bucket: StageCompiler = (argument, { expression }) => {
  const spec = asObject(
    argument,
    `Argument to $bucket stage must be an object, but found type: ${typeName(argument)}.`,
  );
  const known = ['groupBy', 'boundaries', 'default', 'output'];
  refuseUnknown(spec, known, (name) => `Unrecognized option to $bucket: ${name}.`);
  if (spec.groupBy === undefined || spec.boundaries === undefined) {
    throw requestFailed("$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  const { output = { count: { $sum: 1 } } } = spec;
  if (!isPlainObject(output)) {
    throw requestFailed(`The $bucket 'output' field must be an object, but found type: ${typeName(output)}.`);
  }
  const groupBy = groupByOf(spec.groupBy, expression);
  const boundaries = boundariesOf(spec.boundaries, expression);
  const bucketFor = bucketing(boundaries, defaultOf(spec, boundaries, expression));
  const grouped = grouping((scope) => bucketFor(groupBy(scope)), compileGroups(output, expression));
  const sorted = compileSort([['_id', 1]]);
  return (docs, running) => sorted(grouped(docs, running), running);
};
