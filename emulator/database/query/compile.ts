import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { equalTo } from './comparison';
import { inside, type QueryContext, type Variables } from './context';
import { matchesRegex } from './evaluation';
import { expressionPredicate } from './expression';
import { fieldOperators } from './field';
import { jsonSchema } from './jsonSchema';
import { isNear } from './near';
import { anyAt, type Predicate } from './predicate';

/** True when every predicate is. */
export function every(predicates: readonly Predicate[]): Predicate {
  const [first, second, third] = predicates;
  if (!first) return () => true;
  if (!second) return first;
  if (!third) return (doc) => first(doc) && second(doc);
  return (doc) => {
    for (const predicate of predicates) if (!predicate(doc)) return false;
    return true;
  };
}

function branches(operator: string, operand: unknown, context: QueryContext): Predicate[] {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} must be an array`);
  if (operand.length === 0) throw requestFailed('$and/$or/$nor must be a nonempty array');
  return (operand as unknown[]).map((branch) => {
    if (!isPlainObject(branch)) throw requestFailed('$or/$and/$nor entries need to be full objects');
    return compileIn(branch, context);
  });
}

function anyOf(operator: string, operand: unknown, context: QueryContext): Predicate {
  const list = branches(operator, operand, inside(context, 'branch'));
  return (doc) => {
    for (const predicate of list) if (predicate(doc)) return true;
    return false;
  };
}

function expr(operand: unknown, context: QueryContext): Predicate {
  if (context.place === 'element') throw requestFailed('$expr can only be applied to the top-level document');
  return expressionPredicate(operand, context);
}

/** What MongoDB itself makes of conditions that say nothing; only 1 is taken. */
function constant(name: string, operand: unknown, answer: boolean): Predicate {
  if (operand !== 1) throw requestFailed(`${name} must be an integer value of 1`);
  return () => answer;
}

/** Operators that stand where a field's name could. */
const pathless: Record<string, (operand: unknown, context: QueryContext) => Predicate> = {
  $and: (operand, context) => every(branches('$and', operand, context)),
  $or: (operand, context) => anyOf('$or', operand, context),
  $nor: (operand, context) => {
    const any = anyOf('$nor', operand, context);
    return (doc) => !any(doc);
  },
  $expr: (operand, context) => expr(operand, context),
  $jsonSchema: (operand) => jsonSchema(operand),
  $comment: () => () => true,
  $alwaysTrue: (operand) => constant('$alwaysTrue', operand, true),
  $alwaysFalse: (operand) => constant('$alwaysFalse', operand, false),
  $text: () => {
    throw requestFailed('text index required for $text query');
  },
  $where: () => {
    throw requestFailed('$where is not allowed in this context');
  },
};

export const isPathless = (name: string) => Object.hasOwn(pathless, name);

function topLevel(name: string, operand: unknown, context: QueryContext): Predicate {
  const operator = isPathless(name) ? pathless[name] : undefined;
  if (!operator) throw requestFailed(`unknown top level operator: ${name}`);
  return operator(operand, context);
}

/** Is a condition made of operators? Its first name decides; a reference to a document is a value. */
export function hasOperators(condition: unknown): condition is Doc {
  if (!isPlainObject(condition)) return false;
  for (const first in condition) return first.startsWith('$') && !('$ref' in condition && '$id' in condition);
  return false;
}

/** One field's condition: operators, a regular expression, or a value to equal. */
export function compileField(path: string, condition: unknown, context: QueryContext): Predicate {
  if (condition instanceof RegExp) return anyAt(path, matchesRegex(condition));
  if (!hasOperators(condition)) return anyAt(path, equalTo(condition));
  return every(fieldOperators(path, condition, context));
}

const dearOperators = ['$near', '$nearSphere', '$geoNear', '$geoWithin', '$within', '$geoIntersects'];
const isDear = (condition: unknown) => isPlainObject(condition) && dearOperators.some((name) => name in condition);

/** A part of a query. Dear tests come last. */
export function compileIn(query: Doc, context: QueryContext): Predicate {
  const names = Object.keys(query);
  if (names.length > 1) names.sort((a, b) => Number(isDear(query[a])) - Number(isDear(query[b])));
  return every(
    names.map((name) =>
      name.startsWith('$') ? topLevel(name, query[name], context) : compileField(name, query[name], context),
    ),
  );
}

/** How many conditions sort the answer by nearness. */
const nears = (query: Doc): number =>
  Object.entries(query).reduce((count, [name, condition]) => {
    if (name === '$and' && Array.isArray(condition)) {
      return count + condition.reduce<number>((sum, one) => sum + (isPlainObject(one) ? nears(one) : 0), 0);
    }
    return count + Number(hasOperators(condition) && isNear(condition));
  }, 0);

/** The query as one closure. Unknown operators are refused here, before any document is looked at. */
export function compileQuery(query: Doc, variables: Variables = {}, now = new Date()): Predicate {
  if (nears(query) > 1) throw requestFailed('Too many geoNear expressions');
  return compileIn(query, { variables, now, place: 'top' });
}
