import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { select } from '../read/select';
import { committedView } from '../read/view';
import { requestFailed } from '../refusals';
import { indexedValuesAt, splitPath } from '../values/path';
import { objectArgument } from './arguments';
import type { Stage, StageContext } from './context';
import { evaluate } from './expression';
import { assertKnown, runOn, runStages } from './pipeline';
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

interface Lookup {
  readonly from: string;
  readonly as: readonly string[];
  readonly fields: { readonly local: readonly string[]; readonly foreign: string } | undefined;
  readonly variables: readonly (readonly [name: string, expression: unknown])[];
  readonly pipeline: readonly Doc[] | undefined;
}

function lookupOf(argument: unknown): Lookup {
  const spec = objectArgument('$lookup', argument);
  const known = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];
  const unknownName = Object.keys(spec).find((name) => !known.includes(name));
  if (unknownName) throw requestFailed(`unknown argument to $lookup: ${unknownName}`);
  const byField = spec.localField !== undefined || spec.foreignField !== undefined;
  const pipeline = Array.isArray(spec.pipeline) ? (spec.pipeline as Doc[]) : undefined;
  if (!byField && !pipeline) throw requestFailed('$lookup needs localField and foreignField, or pipeline');
  if (pipeline) assertKnown(pipeline, 0);
  return {
    from: text(spec, 'from'),
    as: text(spec, 'as').split('.'),
    fields: byField ? { local: splitPath(text(spec, 'localField')), foreign: text(spec, 'foreignField') } : undefined,
    variables: Object.entries(objectArgument('$lookup let', spec.let ?? {})),
    pipeline,
  };
}

function lookupDocs(
  doc: Doc,
  { fields, pipeline = [], variables }: Lookup,
  foreign: Collection,
  context: StageContext,
) {
  const values = variables.map(([name, expression]) => [name, evaluate(expression, doc, context)] as const);
  const inner = { ...context, variables: { ...context.variables, ...Object.fromEntries(values) } };
  if (!fields) return runOn(foreign, pipeline, inner);
  return runStages(joined(foreign, fields.foreign, indexedValuesAt(doc, fields.local)), pipeline, inner);
}

/** Both forms: equality of two fields, or a pipeline with `let` variables; also both together. */
export const lookup: Stage = (docs, argument, context) => {
  const wanted = lookupOf(argument);
  const foreign = context.collection(wanted.from);
  return docs.map((doc) => withValue(doc, wanted.as, foreign ? lookupDocs(doc, wanted, foreign, context) : []));
};
