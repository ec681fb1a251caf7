import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { equalTo } from './comparison';
import { matchesRegex } from './evaluation';
import { expressionPredicate } from './expression';
import { fieldOperators } from './field';
import { anyAt, type Predicate } from './predicate';

/** Variables of an enclosing $lookup, seen by $expr only. */
export type Variables = Readonly<Record<string, unknown>>;

const all = (predicates: readonly Predicate[]): Predicate => {
  const [first, second, third] = predicates;
  if (!first) return () => true;
  if (!second) return first;
  if (!third) return (doc) => first(doc) && second(doc);
  return (doc) => predicates.every((predicate) => predicate(doc));
};

function branches(operator: string, operand: unknown, variables?: Variables): Predicate[] {
  if (!Array.isArray(operand) || operand.length === 0) throw requestFailed(`${operator} must be a nonempty array`);
  return (operand as unknown[]).map((branch) => {
    if (!isPlainObject(branch)) throw requestFailed(`${operator} argument's entries must be objects`);
    return compileQuery(branch, variables);
  });
}

function topLevel(operator: string, operand: unknown, variables?: Variables): Predicate {
  switch (operator) {
    case '$and':
      return all(branches(operator, operand, variables));
    case '$or': {
      const list = branches(operator, operand, variables);
      return (doc) => list.some((predicate) => predicate(doc));
    }
    case '$nor': {
      const list = branches(operator, operand, variables);
      return (doc) => !list.some((predicate) => predicate(doc));
    }
    case '$expr':
      return expressionPredicate(operand, variables as Doc | undefined);
    case '$comment':
      return () => true;
    default:
      throw requestFailed(`unknown top level operator: ${operator}`);
  }
}

export const hasOperators = (condition: unknown): condition is Doc =>
  isPlainObject(condition) && Object.keys(condition).some((name) => name.startsWith('$'));

/** One field's condition: operators, a regular expression, or a value to equal. */
export function compileField(path: string, condition: unknown): Predicate {
  if (condition instanceof RegExp) return anyAt(path, matchesRegex(condition));
  if (!hasOperators(condition)) return anyAt(path, equalTo(condition));
  return all(fieldOperators(path, condition));
}

const isGeo = (condition: unknown) =>
  isPlainObject(condition) &&
  ('$nearSphere' in condition || '$geoWithin' in condition || '$geoIntersects' in condition);

/** The query as one closure, dear tests last. Unknown operators are refused here, before any document is looked at. */
export function compileQuery(query: Doc, variables?: Variables): Predicate {
  const names = Object.keys(query).sort((a, b) => Number(isGeo(query[a])) - Number(isGeo(query[b])));
  return all(
    names.map((name) =>
      name.startsWith('$') ? topLevel(name, query[name], variables) : compileField(name, query[name]),
    ),
  );
}
