import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { equalTo } from './comparison';
import { compileIn, every, hasOperators, isPathless } from './compile';
import { inside, type QueryContext } from './context';
import { matchesRegex } from './evaluation';
import { fieldOperators, isFieldOperator } from './field';
import { anyAt, elementItself, leafAt, type Predicate, type ValueTest } from './predicate';

/** $size looks at the array itself. */
export function ofSize(operand: unknown): ValueTest {
  if (typeof operand !== 'number') throw requestFailed('$size needs a number');
  if (!Number.isInteger(operand)) throw requestFailed('$size must be a whole number');
  if (operand < 0) throw requestFailed('$size may not be negative');
  return (value) => Array.isArray(value) && value.length === operand;
}

/** The elements that are documents, or arrays whose offsets are their fields. */
function asDocument(element: unknown): Doc | undefined {
  if (Array.isArray(element)) return Object.fromEntries(element.entries());
  return isPlainObject(element) ? element : undefined;
}

function someDocument(predicate: Predicate): ValueTest {
  return (value) => {
    if (!Array.isArray(value)) return false;
    for (const element of value as unknown[]) {
      const doc = asDocument(element);
      if (doc !== undefined && predicate(doc)) return true;
    }
    return false;
  };
}

/** $elemMatch takes operators for plain elements, or a query for elements that are documents. */
export function elemMatch(operand: unknown, context: QueryContext): ValueTest {
  if (!isPlainObject(operand)) throw requestFailed('$elemMatch needs an Object');
  const within = inside(context, 'element');
  const [first] = Object.keys(operand);
  if (!hasOperators(operand) || isPathless(first ?? '')) return someDocument(compileIn(operand, within));
  const passes = every(fieldOperators(elementItself, operand, within));
  return (value) => Array.isArray(value) && value.some((element) => passes({ [elementItself]: element }));
}

const isElemMatch = (member: unknown): member is Doc =>
  isPlainObject(member) && Object.keys(member)[0] === '$elemMatch';

function allElemMatch(path: string, members: readonly unknown[], context: QueryContext): Predicate {
  return every(
    members.map((member) => {
      if (!isElemMatch(member)) throw requestFailed('$all/$elemMatch has to be consistent');
      return leafAt(path, elemMatch(member.$elemMatch, context));
    }),
  );
}

/** $all: every member is there, each by equality, as a pattern, or by $elemMatch. */
export function all(path: string, operand: unknown, context: QueryContext): Predicate {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array');
  const members = operand as unknown[];
  if (members.length === 0) return () => false;
  if (isElemMatch(members[0])) return allElemMatch(path, members, context);
  return every(
    members.map((member) => {
      if (member instanceof RegExp) return anyAt(path, matchesRegex(member));
      if (isPlainObject(member) && isFieldOperator(Object.keys(member)[0] ?? '')) {
        throw requestFailed('no $ expressions in $all');
      }
      return anyAt(path, equalTo(member));
    }),
  );
}
