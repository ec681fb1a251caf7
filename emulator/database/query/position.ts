import type { Doc } from '../engine';
import { isPlainObject } from '../values/kind';
import { fieldOf, isArrayOffset, splitPath } from '../values/path';
import { compareText } from '../values/text';
import { compileIn, compileQuery, hasOperators } from './compile';
import type { Predicate } from './predicate';

/**
 * Which element of an array made a document match: what `$` in an update or a projection stands for. When several
 * conditions look into arrays the last one decides, in the order MongoDB evaluates them: by operator, then by path.
 * https://www.mongodb.com/docs/v4.4/reference/operator/update/positional/
 */
export type FindOffset = (doc: Doc) => number | undefined;

/** Operators that say nothing of one element, or that no element fulfils. */
const without = ['$ne', '$nin', '$not', '$exists', '$size', '$options', '$comment'];
const evaluationOrder = ['$or', '$elemMatch', '$eq', '$lte', '$lt', '$gt', '$gte', '$regex', '$mod', '$in'];

const orderOf = (operator: string) => {
  const place = evaluationOrder.indexOf(operator);
  return place < 0 ? evaluationOrder.length : place;
};

interface Clause {
  readonly path: string;
  readonly operator: string;
  readonly find: FindOffset;
}

/** The outermost array that a path steps into, with the way back to a document that has another one there. */
function outermostArray(doc: Doc, path: string): { elements: unknown[]; withOnly(element: unknown): Doc } | undefined {
  const rebuild = (value: unknown, parts: readonly string[]): ReturnType<typeof outermostArray> => {
    if (Array.isArray(value)) {
      const [part] = parts;
      const isNamed = part !== undefined && isArrayOffset(part);
      return isNamed ? undefined : { elements: value, withOnly: (element) => [element] as unknown as Doc };
    }
    const [part, ...rest] = parts;
    if (part === undefined || !isPlainObject(value)) return undefined;
    const inner = rebuild(fieldOf(value, part), rest);
    return inner && { elements: inner.elements, withOnly: (element) => ({ [part]: inner.withOnly(element) }) };
  };
  return rebuild(doc, splitPath(path));
}

/** The first element with which alone the condition would hold. */
function firstElement(path: string, predicate: Predicate): FindOffset {
  return (doc) => {
    const array = outermostArray(doc, path);
    if (!array) return undefined;
    const offset = array.elements.findIndex((element) => predicate(array.withOnly(element)));
    return offset < 0 ? undefined : offset;
  };
}

function clausesOfField(path: string, condition: unknown): Clause[] {
  if (!hasOperators(condition)) {
    return [{ path, operator: '$eq', find: firstElement(path, compileQuery({ [path]: condition })) }];
  }
  const { $options, ...operators } = condition;
  return Object.entries(operators).flatMap(([operator, operand]) => {
    if (without.includes(operator)) return [];
    if (operator === '$all') return (operand as unknown[]).flatMap((member) => clausesOfField(path, member));
    const alone =
      operator === '$regex' && $options !== undefined ? { $regex: operand, $options } : { [operator]: operand };
    return [{ path, operator, find: firstElement(path, compileQuery({ [path]: alone })) }];
  });
}

/** The branch that holds decides. */
function clauseOfOr(branches: readonly Doc[]): Clause {
  const tried = branches.map((branch) => ({ holds: compileQuery(branch), find: findOffset(branch) }));
  return { path: '', operator: '$or', find: (doc) => tried.find(({ holds }) => holds(doc))?.find(doc) };
}

function clausesOf(query: Doc): Clause[] {
  return Object.entries(query).flatMap(([name, condition]) => {
    if (name === '$and') return (condition as Doc[]).flatMap(clausesOf);
    if (name === '$or') return [clauseOfOr(condition as Doc[])];
    return name.startsWith('$') ? [] : clausesOfField(name, condition);
  });
}

export function findOffset(query: Doc): FindOffset {
  const clauses = clausesOf(query).sort(
    (a, b) => orderOf(a.operator) - orderOf(b.operator) || compareText(a.path, b.path),
  );
  return (doc) => {
    let found: number | undefined;
    for (const { find } of clauses) found = find(doc) ?? found;
    return found;
  };
}

/** A query on an array's element, as $pull and projections use it: no nearness, no $expr. */
export const compileElementQuery = (query: Doc): Predicate =>
  compileIn(query, { variables: {}, now: new Date(0), place: 'element' });
