import type { Doc } from '../engine';
import type { Expression } from '../expression/expression';
import { fieldNames } from '../expression/language/fieldPath';
import { shown } from '../expression/language/shown';
import { typeName } from '../values/typeName';
import { assertVariableName } from '../expression/language/variable';
import { select } from '../read/select';
import { committedView } from '../read/view';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { asObject, asPipeline, asText, refuseUnknown } from './arguments';
import { scopeOf, type Compiling, type Running, type StageCompiler } from './context';
import { allValuesAt, putNested, withNested } from './nested';

type Join = (doc: Doc, running: Running) => readonly Doc[];

function textOf(spec: Doc, name: string): string | undefined {
  const value = spec[name];
  if (value === undefined) return undefined;
  return asText(value, `$lookup argument '${name}: ${shown(value)}' must be a string, found type ${typeName(value)}`);
}

/** One of the local values, an array counting as its elements, equals the foreign field; none at all counts as null. */
function joinByField(from: string, local: string, foreignField: string, compiling: Compiling): Join {
  const names = fieldNames(local);
  fieldNames(foreignField);
  const foreign = compiling.collection(from);
  if (!foreign) return () => [];
  return (doc) => {
    const values = allValuesAt(doc, names);
    const query = { [foreignField]: { $in: values.length === 0 ? [null] : values } };
    return select(foreign, committedView(foreign), { query }).docs;
  };
}

function variablesOf(argument: unknown, compiling: Compiling): readonly (readonly [string, Expression])[] {
  if (argument === undefined) return [];
  const complaint = `$lookup argument 'let: ${shown(argument)}' must be an object, is type ${typeName(argument)}`;
  return Object.entries(asObject(argument, complaint)).map(([name, source]) => {
    assertVariableName(name);
    return [name, compiling.expression(source)] as const;
  });
}

/** Whether a pipeline may look at the document it runs for: whether any of its texts begins with a variable's name. */
function isCorrelated(part: unknown, names: readonly string[]): boolean {
  if (typeof part === 'string') return part.startsWith('$$') && names.includes(part.slice(2).split('.')[0] as string);
  if (Array.isArray(part)) return part.some((element) => isCorrelated(element, names));
  return isPlainObject(part) && Object.values(part).some((inner) => isCorrelated(inner, names));
}

/** The pipeline runs once per document, or once in all when it uses nothing of it. */
function joinByPipeline(from: string, spec: Doc, compiling: Compiling): Join {
  const bound = variablesOf(spec.let, compiling);
  const names = bound.map(([name]) => name);
  const stages = asPipeline(spec.pipeline);
  const source = compiling.from(from, stages, '$lookup', names);
  if (!isCorrelated(stages, names)) {
    let cache: { running: Running; docs: readonly Doc[] } | undefined;
    return (_doc, running) => {
      if (cache?.running !== running) cache = { running, docs: [...source(running)] };
      return cache.docs;
    };
  }
  return (doc, running) => {
    const scope = scopeOf(doc, running);
    const variables = { ...running.variables };
    for (const [name, value] of bound) variables[name] = value(scope);
    return [...source({ now: running.now, variables })];
  };
}

function joinOf(spec: Doc, compiling: Compiling): Join {
  const from = textOf(spec, 'from');
  if (!from) throw requestFailed("must specify 'from' field for a $lookup");
  const [local, foreign] = [textOf(spec, 'localField'), textOf(spec, 'foreignField')];
  if (spec.pipeline !== undefined) {
    if (local !== undefined || foreign !== undefined) {
      throw requestFailed("$lookup with 'pipeline' may not specify 'localField' or 'foreignField'");
    }
    return joinByPipeline(from, spec, compiling);
  }
  if (!local || !foreign) {
    throw requestFailed("$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified");
  }
  if (spec.let !== undefined) throw requestFailed("$lookup with a 'let' argument must also specify 'pipeline'");
  return joinByField(from, local, foreign, compiling);
}

/** What is joined could contain the document itself when a variable does: then it must not be written into. */
const mayHoldWhole = (bound: unknown): boolean =>
  isPlainObject(bound) &&
  !Object.values(bound).every((source) => typeof source === 'string' && !source.startsWith('$$'));

/**
 * Both forms of 4.4: equality of two fields, or a pipeline with `let` variables.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/lookup/
 */
export const lookup: StageCompiler = (argument, compiling, ownsDocs) => {
  const spec = asObject(argument, `the $lookup stage specification must be an object, but found ${typeName(argument)}`);
  const known = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];
  refuseUnknown(spec, known, (name) => `unknown argument to $lookup: ${name}`);
  const as = textOf(spec, 'as');
  if (!as) throw requestFailed("must specify 'as' field for a $lookup");
  const asNames = fieldNames(as);
  const join = joinOf(spec, compiling);
  const put = ownsDocs && !mayHoldWhole(spec.let) ? putNested : withNested;
  return function* (docs, running) {
    for (const doc of docs) yield put(doc, asNames, join(doc, running));
  };
};
