import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { compareValues } from '../values/compare';
import { objectArgument } from './arguments';
import type { Stage } from './context';
import { evaluateAll } from './expression';
import { runWithMingo } from './mingoStage';

/** Own, because mingo puts a value that equals a boundary into the bucket below it. */

const known = ['groupBy', 'boundaries', 'default', 'output'];

function boundariesOf(spec: Doc): readonly unknown[] {
  const { boundaries } = spec;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw requestFailed("$bucket 'boundaries' needs at least 2 values");
  boundaries.forEach((boundary, i) => {
    if (i > 0 && compareValues(boundaries[i - 1], boundary) >= 0)
      throw requestFailed("$bucket 'boundaries' must be in ascending order");
  });
  return boundaries as unknown[];
}

/** The lower boundary of the bucket a value falls into; undefined when it falls into none. */
function bucketOf(value: unknown, boundaries: readonly unknown[]): unknown {
  if (compareValues(value, boundaries[boundaries.length - 1]) >= 0) return undefined;
  return boundaries.findLast((boundary) => compareValues(boundary, value) <= 0);
}

export const bucket: Stage = (docs, argument, context) => {
  const spec = objectArgument('$bucket', argument);
  const unknownName = Object.keys(spec).find((name) => !known.includes(name));
  if (unknownName) throw requestFailed(`Unrecognized option to $bucket: ${unknownName}`);
  const boundaries = boundariesOf(spec);
  const members = new Map<unknown, Doc[]>(boundaries.slice(0, -1).map((boundary) => [boundary, []]));
  const hasDefault = 'default' in spec;
  if (hasDefault) members.set(spec.default, []);
  const values = evaluateAll(spec.groupBy, docs, context);
  for (const [i, doc] of docs.entries()) {
    const found = bucketOf(values[i], boundaries);
    if (found === undefined && !hasDefault)
      throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
    members.get(found ?? spec.default)?.push(doc);
  }
  const output = objectArgument('$bucket output', spec.output ?? { count: { $sum: 1 } });
  return [...members]
    .filter(([, list]) => list.length > 0)
    .sort(([a], [b]) => compareValues(a, b))
    .flatMap(([name, list]) => runWithMingo(list, { $group: { _id: { $literal: name }, ...output } }, context));
};
