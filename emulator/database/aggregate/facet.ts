import type { Doc } from '../engine';
import { fieldNames } from '../expression/language/fieldPath';
import { shown } from '../expression/language/shown';
import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { Stage, StageCompiler } from './context';

function facetsOf(argument: unknown): readonly (readonly [name: string, stages: readonly Doc[]])[] {
  if (!isPlainObject(argument) || Object.keys(argument).length === 0) {
    throw requestFailed(`the $facet specification must be a non-empty object, but found: ${shown(argument)}`);
  }
  return Object.entries(argument).map(([name, stages]) => {
    if (fieldNames(name).length > 1) throw requestFailed("FieldPath field names may not contain '.'.");
    if (!Array.isArray(stages)) {
      throw requestFailed(`arguments to $facet must be arrays, ${name} is type ${typeName(stages)}`);
    }
    const odd = (stages as unknown[]).find((stage) => !isPlainObject(stage));
    if (odd === undefined) return [name, stages as Doc[]];
    throw requestFailed(
      `elements of arrays in $facet spec must be non-empty objects, ${name} argument contained an element ` +
        `of type ${typeName(odd)}: ${shown(odd)}`,
    );
  });
}

/** Several pipelines over the same documents. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/facet/ */
export const facet: StageCompiler = (argument, compiling) => {
  const facets = facetsOf(argument).map(
    ([name, stages]): readonly [string, Stage] => [name, compiling.over(stages, '$facet')] as const,
  );
  return function* (docs, running) {
    const all = [...docs];
    yield Object.fromEntries(facets.map(([name, run]) => [name, [...run(all, running)]]));
  };
};
