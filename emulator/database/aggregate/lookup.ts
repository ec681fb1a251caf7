import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { select } from '../read/select';
import { committedView } from '../read/view';
import { requestFailed } from '../refusals';
import { indexedValuesAt, splitPath } from '../values/path';
import { objectArgument } from './arguments';
import type { Stage, StageContext } from './context';
import { evaluate } from './expression';
import { runOn, runStages } from './pipeline';
import { withValue } from './unwind';

function text(spec: Doc, name: string): string {
  const value = spec[name];
  if (typeof value !== 'string' || value === '') throw requestFailed(`$lookup argument '${name}' must be a string`);
  return value;
}

/** Equality join: the local value, or any element of a local array, through an index of the other side if it has one. */
function joined(foreign: Collection, foreignField: string, local: readonly unknown[]): readonly Doc[] {
  const query = { [foreignField]: { $in: local.map((value) => value ?? null) } };
  return select(foreign, committedView(foreign), { query }).docs;
}

function lookupDocs(doc: Doc, spec: Doc, foreign: Collection, context: StageContext): readonly Doc[] {
  const { pipeline, let: definitions } = spec;
  const byField = spec.localField !== undefined || spec.foreignField !== undefined;
  if (!byField && !Array.isArray(pipeline))
    throw requestFailed('$lookup needs localField and foreignField, or pipeline');
  const variables: Record<string, unknown> = { ...context.variables };
  for (const [name, expression] of Object.entries((definitions ?? {}) as Doc))
    variables[name] = evaluate(expression, doc, context);
  const inner = { ...context, variables };
  if (!byField) return runOn(foreign, pipeline as Doc[], inner);
  const found = joined(foreign, text(spec, 'foreignField'), indexedValuesAt(doc, splitPath(text(spec, 'localField'))));
  return Array.isArray(pipeline) ? runStages(found, pipeline as Doc[], inner) : found;
}

/** Both forms: equality of two fields, or a pipeline with `let` variables; also both together. */
export const lookup: Stage = (docs, argument, context) => {
  const spec = objectArgument('$lookup', argument);
  const known = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];
  const unknownName = Object.keys(spec).find((name) => !known.includes(name));
  if (unknownName) throw requestFailed(`unknown argument to $lookup: ${unknownName}`);
  const foreign = context.collection(text(spec, 'from'));
  const as = text(spec, 'as').split('.');
  return docs.map((doc) => withValue(doc, as, foreign ? lookupDocs(doc, spec, foreign, context) : []));
};
