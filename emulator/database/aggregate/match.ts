import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { compileQuery } from '../query/compile';
import type { Predicate } from '../query/predicate';
import { isPlainObject } from '../values/kind';
import { asObject } from './arguments';
import type { Compiling, Running, StageCompiler } from './context';

/** Whether an operator of these names stands anywhere in a query. */
function mentions(query: unknown, operators: ReadonlySet<string>): boolean {
  if (Array.isArray(query)) return query.some((part) => mentions(part, operators));
  if (!isPlainObject(query)) return false;
  return Object.entries(query).some(([name, part]) => operators.has(name) || mentions(part, operators));
}

const sorting = new Set(['$near', '$nearSphere', '$geoNear']);
const expressions = new Set(['$expr']);

export const usesExpressions = (query: unknown): boolean => mentions(query, expressions);

/** The query language of `find` without what sorts by itself: that needs $geoNear. */
export function matchArgument(argument: unknown): Doc {
  const query = asObject(argument, 'the match filter must be an expression in an object');
  if (mentions(query, sorting)) throw requestFailed('$geoNear, $near, and $nearSphere are not allowed in this context');
  return query;
}

/** A query as a predicate for each run: only $expr sees variables and the time. */
export function compileMatch(query: Doc, { declared }: Pick<Compiling, 'declared'>): (running: Running) => Predicate {
  const checked = compileQuery(query, Object.fromEntries([...declared].map((name) => [name, null])));
  if (!usesExpressions(query)) return () => checked;
  return ({ variables, now }) => compileQuery(query, variables, now);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/match/ */
export const match: StageCompiler = (argument, compiling) => {
  const predicateFor = compileMatch(matchArgument(argument), compiling);
  return function* (docs, running) {
    const predicate = predicateFor(running);
    for (const doc of docs) if (predicate(doc)) yield doc;
  };
};
