/**
 * What a query says about every document it can return. Alternatives (`$or`, `$in`) become branches; a rule holds for
 * the query when it holds in each. Operators not understood here add no fact, which can only refuse more.
 */
import type { Doc } from '../database/engine';
import { compareValues, UNKNOWN, type DocView } from './evaluate';
import type { Comparison } from './syntax';

interface Fact {
  readonly path: readonly string[];
  readonly operator: '==' | '!=' | '>' | '>=' | '<' | '<=' | 'has';
  readonly value: unknown;
}

export type Branch = readonly Fact[];

const MAX_BRANCHES = 64;
const BOUNDS: Readonly<Record<string, '!=' | '>' | '>=' | '<' | '<='>> = {
  $ne: '!=',
  $gt: '>',
  $gte: '>=',
  $lt: '<',
  $lte: '<=',
};

export class TooManyBranches extends Error {}

function product(left: readonly Branch[], right: readonly Branch[]): Branch[] {
  const branches = left.flatMap((a) => right.map((b) => [...a, ...b]));
  if (branches.length > MAX_BRANCHES) throw new TooManyBranches(`more than ${MAX_BRANCHES} alternatives`);
  return branches;
}

function isOperators(value: unknown): value is Doc {
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) return false;
  return !Array.isArray(value) && Object.keys(value).some((key) => key.startsWith('$'));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function operatorBranches(path: readonly string[], operator: string, operand: unknown): readonly Branch[] {
  const fact = (kind: Fact['operator'], value: unknown): Fact => ({ path, operator: kind, value });
  if (operator === '$eq') return operand instanceof RegExp ? [[]] : [[fact('==', operand)]];
  const bound = BOUNDS[operator];
  if (bound) return [[fact(bound, operand)]];
  if (operator === '$in') {
    const values = listOf(operand);
    // A pattern among the values fixes nothing.
    return values.some((value) => value instanceof RegExp) ? [[]] : values.map((value) => [fact('==', value)]);
  }
  if (operator === '$nin') return [listOf(operand).map((value) => fact('!=', value))];
  if (operator === '$all') return [listOf(operand).map((value) => fact('has', value))];
  return [[]];
}

function fieldBranches(field: string, condition: unknown): readonly Branch[] {
  const path = field.split('.');
  if (!isOperators(condition)) return operatorBranches(path, '$eq', condition);
  return Object.entries(condition).reduce<readonly Branch[]>(
    (branches, [operator, operand]) => product(branches, operatorBranches(path, operator, operand)),
    [[]],
  );
}

/** A part that is no condition at all says nothing; the database refuses it. */
function partBranches(part: unknown): readonly Branch[] {
  return typeof part === 'object' && part !== null ? branchesOf(part as Doc) : [[]];
}

export function branchesOf(query: Doc): readonly Branch[] {
  return Object.entries(query).reduce<readonly Branch[]>(
    (branches, [key, value]) => {
      if (key === '$and') {
        return listOf(value).reduce<readonly Branch[]>((all, part) => product(all, partBranches(part)), branches);
      }
      if (key === '$or') return product(branches, listOf(value).flatMap(partBranches));
      return key.startsWith('$') ? branches : product(branches, fieldBranches(key, value));
    },
    [[]],
  );
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((segment, index) => path[index] === segment);
}

/** Does a document that fulfils `fact` also fulfil `operator value`? */
function implies(fact: Fact, operator: Comparison, value: unknown): boolean {
  if (operator === '!=' && fact.operator === '!=') return compareValues('==', fact.value, value) === true;
  if (fact.operator === '!=' || fact.operator === '==' || fact.operator === 'has') return false;
  // A range never matches a missing field.
  if (operator === '!=' && value === null) return true;
  const [lower, strict] = [fact.operator.startsWith('>'), fact.operator.length === 1];
  if (operator !== '!=' && operator.startsWith('>') !== lower) return false;
  const needsStrict = operator === '!=' || operator.length === 1;
  const beyond: Comparison = lower ? (strict || !needsStrict ? '>=' : '>') : strict || !needsStrict ? '<=' : '<';
  return compareValues(beyond, fact.value, value) === true;
}

/** `doc` as one branch of the query knows it. */
export function viewOf(branch: Branch): DocView {
  const factsAt = (path: readonly string[]) => branch.filter((fact) => fact.path.join('.') === path.join('.'));
  return {
    value: (path) => {
      const fixed = branch.find((fact) => fact.operator === '==' && startsWith(path, fact.path));
      if (!fixed) return UNKNOWN;
      const rest = path.slice(fixed.path.length);
      return rest.reduce<unknown>((of, field) => {
        if (of === null || typeof of !== 'object') return UNKNOWN;
        return Object.hasOwn(of, field) ? (of as Doc)[field] : UNKNOWN;
      }, fixed.value);
    },
    compare: (path, operator, value) => {
      if (operator === '==' || operator === 'in') return UNKNOWN;
      return factsAt(path).some((fact) => implies(fact, operator, value)) ? true : UNKNOWN;
    },
    contains: (path, value) => {
      const held = factsAt(path).filter((fact) => fact.operator === '==' || fact.operator === 'has');
      return held.some((fact) => compareValues('==', fact.value, value) === true) ? true : UNKNOWN;
    },
  };
}

/** The ids a query is limited to, when it is limited to a few. */
export function fixedIds(branches: readonly Branch[]): unknown[] | undefined {
  const ids = branches.map((branch) => viewOf(branch).value(['_id']));
  return ids.includes(UNKNOWN) ? undefined : ids;
}
