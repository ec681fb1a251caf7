import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { containing, elementMatching, elementPassing, ofSize } from './array';
import { allBitsClear, allBitsSet, anyBitClear, anyBitSet } from './bitwise';
import { atLeast, atMost, equalTo, greaterThan, lessThan, oneOf } from './comparison';
import { compileField, compileQuery, hasOperators } from './compile';
import { ofType } from './element';
import { matchesRegex, modulo, regexOf } from './evaluation';
import { geoIntersects, geoWithin, nearSphere } from './geo';
import { anyAt, leafAt, type Predicate, type ValueTest } from './predicate';

const not =
  (predicate: Predicate): Predicate =>
  (doc) =>
    !predicate(doc);

/** $elemMatch takes operators for plain elements, or a query for elements that are documents. */
function elemMatch(operand: unknown): ValueTest {
  if (!isPlainObject(operand)) throw requestFailed('$elemMatch needs an Object');
  const logical = Object.keys(operand).every((name) => ['$and', '$or', '$nor', '$expr'].includes(name));
  if (logical || !hasOperators(operand)) return elementMatching(compileQuery(operand));
  const predicates = fieldOperators('value', operand);
  return elementPassing((element) => predicates.every((predicate) => predicate({ value: element })));
}

function all(path: string, operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array');
  const members = (operand as unknown[]).map((member) =>
    hasOperators(member) && '$elemMatch' in member
      ? leafAt(path, elemMatch(member.$elemMatch))
      : anyAt(path, containing(member)),
  );
  return (doc) => members.length > 0 && members.every((predicate) => predicate(doc));
}

function notOperator(path: string, operand: unknown): Predicate {
  if (!(operand instanceof RegExp) && !hasOperators(operand)) throw requestFailed('$not needs a regex or a document');
  return not(compileField(path, operand));
}

function exists(path: string, operand: unknown): Predicate {
  const present = leafAt(path, (value) => value !== undefined);
  return operand ? present : not(present);
}

/** Operators of one field, one line each. */
const operators: Record<string, (path: string, operand: unknown, siblings: Doc) => Predicate> = {
  $eq: (path, operand) => anyAt(path, equalTo(operand)),
  $ne: (path, operand) => not(anyAt(path, equalTo(operand))),
  $gt: (path, operand) => anyAt(path, greaterThan(operand)),
  $gte: (path, operand) => anyAt(path, atLeast(operand)),
  $lt: (path, operand) => anyAt(path, lessThan(operand)),
  $lte: (path, operand) => anyAt(path, atMost(operand)),
  $in: (path, operand) => anyAt(path, oneOf(operand)),
  $nin: (path, operand) => not(anyAt(path, oneOf(operand))),
  $not: notOperator,
  $exists: exists,
  $type: (path, operand) => anyAt(path, ofType(operand)),
  $mod: (path, operand) => anyAt(path, modulo(operand)),
  $regex: (path, operand, { $options }) => anyAt(path, matchesRegex(regexOf(operand, $options))),
  $options: (_path, _operand, { $regex }) => {
    if ($regex === undefined) throw requestFailed('$options needs a $regex');
    return () => true;
  },
  $size: (path, operand) => leafAt(path, ofSize(operand)),
  $all: all,
  $elemMatch: (path, operand) => leafAt(path, elemMatch(operand)),
  $bitsAllSet: (path, operand) => anyAt(path, allBitsSet(operand)),
  $bitsAnySet: (path, operand) => anyAt(path, anyBitSet(operand)),
  $bitsAllClear: (path, operand) => anyAt(path, allBitsClear(operand)),
  $bitsAnyClear: (path, operand) => anyAt(path, anyBitClear(operand)),
  $geoWithin: (path, operand) => leafAt(path, geoWithin(operand)),
  $geoIntersects: (path, operand) => leafAt(path, geoIntersects(operand)),
  $nearSphere: (path, operand) => leafAt(path, nearSphere(operand)),
};

export function fieldOperators(path: string, condition: Doc): Predicate[] {
  return Object.keys(condition).map((name) => {
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (!operator) throw requestFailed(`unknown operator: ${name} on field ${path}`);
    return operator(path, condition[name], condition);
  });
}
