import type { Collection } from '../collection';
import type { Doc } from '../engine';
import type { Expression } from '../expression/expression';
import { fieldNames } from '../expression/language/fieldPath';
import { shown } from '../expression/language/shown';
import { typeName } from '../values/typeName';
import { compileQuery } from '../query/compile';
import { select } from '../read/select';
import { committedView } from '../read/view';
import { requestFailed } from '../refusals';
import { asObject, asText, refuseUnknown } from './arguments';
import { scopeOf, type Compiling, type StageCompiler } from './context';
import { matchArgument } from './match';
import { allValuesAt, withNested } from './nested';
import { ValueMap } from '../values/valueMap';

interface Search {
  readonly foreign: Collection | undefined;
  readonly startWith: Expression;
  readonly fromNames: readonly string[];
  readonly to: string;
  readonly as: readonly string[];
  readonly maxDepth: number;
  readonly depthNames: readonly string[] | undefined;
  readonly filter: Doc | undefined;
}

const required = ['from', 'as', 'startWith', 'connectFromField', 'connectToField'];
const known = [...required, 'maxDepth', 'depthField', 'restrictSearchWithMatch'];

function textOf(spec: Doc, name: string): string {
  const value = spec[name];
  const complaint = `expected string as argument for ${name}, found: ${typeName(value)}`;
  const text = asText(value, complaint);
  if (name !== 'from') fieldNames(text);
  return text;
}

function maxDepthOf(value: unknown): number {
  if (value === undefined) return Infinity;
  if (typeof value !== 'number') throw requestFailed(`maxDepth must be numeric, found type: ${typeName(value)}`);
  if (!(value >= 0)) throw requestFailed(`maxDepth requires a nonnegative argument, found: ${value}`);
  if (!Number.isInteger(value)) throw requestFailed(`maxDepth could not be represented as a long long: ${value}`);
  return value;
}

function filterOf(value: unknown): Doc | undefined {
  if (value === undefined) return undefined;
  asObject(value, `restrictSearchWithMatch must be an object, found ${typeName(value)}`);
  const query = matchArgument(value);
  compileQuery(query);
  return query;
}

function searchOf(argument: unknown, compiling: Compiling): Search {
  const found = typeName(argument);
  const spec = asObject(argument, `the $graphLookup stage specification must be an object, but found ${found}`);
  if (spec.from === undefined) {
    throw requestFailed(`missing 'from' option to $graphLookup stage specification: ${shown(spec)}`);
  }
  refuseUnknown(spec, known, (name) => `Unknown argument to $graphLookup: ${name}`);
  if (required.some((name) => spec[name] === undefined)) {
    throw requestFailed(
      "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.",
    );
  }
  return {
    foreign: compiling.collection(textOf(spec, 'from')),
    startWith: compiling.expression(spec.startWith),
    fromNames: textOf(spec, 'connectFromField').split('.'),
    to: textOf(spec, 'connectToField'),
    as: textOf(spec, 'as').split('.'),
    maxDepth: maxDepthOf(spec.maxDepth),
    depthNames: spec.depthField === undefined ? undefined : textOf(spec, 'depthField').split('.'),
    filter: filterOf(spec.restrictSearchWithMatch),
  };
}

/** The documents one step further; null never leads to a document that lacks the field. */
function step(foreign: Collection, values: readonly unknown[], { to, filter }: Search): readonly Doc[] {
  const conditions: Doc[] = [{ [to]: { $in: values } }];
  if (filter) conditions.push(filter);
  if (values.includes(null)) conditions.push({ [to]: { $exists: true } });
  return select(foreign, committedView(foreign), { query: { $and: conditions } }).docs;
}

/** Breadth first: each document once, at its smallest depth; each value is followed once. */
function reached(start: unknown, foreign: Collection, search: Search): Doc[] {
  const results: Doc[] = [];
  const visited = new ValueMap<true>();
  const followed = new ValueMap<true>();
  let values = Array.isArray(start) ? (start as unknown[]) : [start];
  for (let depth = 0; depth <= search.maxDepth; depth += 1) {
    const fresh = values.filter((value) => value !== undefined && !followed.has(value));
    if (fresh.length === 0) break;
    for (const value of fresh) followed.set(value, true);
    values = [];
    for (const doc of step(foreign, fresh, search)) {
      if (visited.has(doc._id)) continue;
      visited.set(doc._id, true);
      const result = search.depthNames ? withNested(doc, search.depthNames, depth) : doc;
      results.push(result);
      values.push(...allValuesAt(result, search.fromNames));
    }
  }
  return results;
}

/**
 * Follows references through a collection.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/graphLookup/
 */
export const graphLookup: StageCompiler = (argument, compiling) => {
  const search = searchOf(argument, compiling);
  const { foreign, startWith, as } = search;
  return function* (docs, running) {
    for (const doc of docs) {
      const found = foreign ? reached(startWith(scopeOf(doc, running)), foreign, search) : [];
      yield withNested(doc, as, found);
    }
  };
};
