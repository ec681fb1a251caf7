import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import { all, elemMatch, ofSize } from './array';
import { allBitsClear, allBitsSet, anyBitClear, anyBitSet } from './bitwise';
import { atLeast, atMost, equalTo, greaterThan, lessThan, notEqualTo, oneOf } from './comparison';
import { compileField, every } from './compile';
import { inside, type QueryContext } from './context';
import { ofType } from './element';
import { matchesRegex, modulo, regexOf } from './evaluation';
import { geoIntersects, geoWithin } from './geo';
import { isNear, nearTest } from './near';
import { anyAt, leafAt, type Predicate } from './predicate';

const not =
  (predicate: Predicate): Predicate =>
  (doc) =>
    !predicate(doc);

function notOperator(path: string, operand: unknown, context: QueryContext): Predicate {
  if (operand instanceof RegExp) return not(compileField(path, operand, context));
  if (!isPlainObject(operand)) throw requestFailed('$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw requestFailed('$not cannot be empty');
  return not(every(fieldOperators(path, operand, inside(context, 'branch'))));
}

/** Anything but false, 0 and null asks for the field to be there. */
function exists(path: string, operand: unknown): Predicate {
  const present = leafAt(path, (value) => value !== undefined);
  return operand === false || operand === 0 || operand === null || operand === undefined ? not(present) : present;
}

function options(siblings: Doc): Predicate {
  if (siblings.$regex === undefined) throw requestFailed('$options needs a $regex');
  return () => true;
}

function nearBehindOthers(siblings: Doc): never {
  throw requestFailed(`near must be first in: ${shown(siblings)}`);
}

type FieldOperator = (path: string, operand: unknown, siblings: Doc, context: QueryContext) => Predicate;

/** Operators of one field, one line each. */
const operators: Record<string, FieldOperator> = {
  $eq: (path, operand) => anyAt(path, equalTo(operand)),
  $ne: (path, operand) => not(anyAt(path, notEqualTo(operand))),
  $gt: (path, operand) => anyAt(path, greaterThan(operand, path)),
  $gte: (path, operand) => anyAt(path, atLeast(operand, path)),
  $lt: (path, operand) => anyAt(path, lessThan(operand, path)),
  $lte: (path, operand) => anyAt(path, atMost(operand, path)),
  $in: (path, operand) => anyAt(path, oneOf(operand)),
  $nin: (path, operand) => not(anyAt(path, oneOf(operand, '$nin'))),
  $not: (path, operand, _siblings, context) => notOperator(path, operand, context),
  $exists: exists,
  $type: (path, operand) => anyAt(path, ofType(operand)),
  $mod: (path, operand) => anyAt(path, modulo(operand)),
  $regex: (path, _operand, siblings) => anyAt(path, matchesRegex(regexOf(siblings))),
  $options: (_path, _operand, siblings) => options(siblings),
  $size: (path, operand) => leafAt(path, ofSize(operand)),
  $all: (path, operand, _siblings, context) => all(path, operand, context),
  $elemMatch: (path, operand, _siblings, context) => leafAt(path, elemMatch(operand, context)),
  $bitsAllSet: (path, operand) => anyAt(path, allBitsSet(operand)),
  $bitsAnySet: (path, operand) => anyAt(path, anyBitSet(operand)),
  $bitsAllClear: (path, operand) => anyAt(path, allBitsClear(operand)),
  $bitsAnyClear: (path, operand) => anyAt(path, anyBitClear(operand)),
  $geoWithin: (path, _operand, siblings) => anyAt(path, geoWithin(siblings)),
  $within: (path, _operand, siblings) => anyAt(path, geoWithin(siblings)),
  $geoIntersects: (path, _operand, siblings) => anyAt(path, geoIntersects(siblings)),
  $near: (_path, _operand, siblings) => nearBehindOthers(siblings),
  $nearSphere: (_path, _operand, siblings) => nearBehindOthers(siblings),
  $geoNear: (_path, _operand, siblings) => nearBehindOthers(siblings),
};

export const isFieldOperator = (name: string) => Object.hasOwn(operators, name);

/** Nearness takes its bounds as siblings and sorts the whole answer, so it stands at the top only. */
function near(path: string, condition: Doc, context: QueryContext): Predicate {
  if (context.place !== 'top') throw requestFailed('geo $near must be top-level expr');
  return leafAt(path, nearTest(condition));
}

export function fieldOperators(path: string, condition: Doc, context: QueryContext): Predicate[] {
  if (isNear(condition)) return [near(path, condition, context)];
  return Object.keys(condition).map((name) => {
    const operator = isFieldOperator(name) ? operators[name] : undefined;
    if (!operator && name === '$where') throw requestFailed('$where cannot be applied to a field');
    if (!operator) throw requestFailed(`unknown operator: ${name}`);
    return operator(path, condition[name], condition, context);
  });
}
