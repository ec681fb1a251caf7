import { requestFailed } from '../refusals';
import { accumulatorExpressions } from './accumulator/accumulators';
import { arithmeticOperators } from './arithmetic/arithmeticOperators';
import { arrayOperators } from './array/arrayOperators';
import { and, not, or } from './boolean/boolean';
import { comparisons } from './comparison/comparison';
import { cond } from './conditional/cond';
import { ifNull } from './conditional/ifNull';
import { switchOperator } from './conditional/switch';
import { dateFromParts } from './date/dateFromParts';
import { dateFromString } from './date/dateFromString';
import { dateParts } from './date/datePart';
import { dateToParts } from './date/dateToParts';
import { dateToString } from './date/dateToString';
import type { Operator } from './language/operator';
import { literal } from './miscellaneous/literal';
import { rand } from './miscellaneous/rand';
import { refusedOperators } from './miscellaneous/refused';
import { bsonSize, mergeObjects, objectToArray } from './object/object';
import { setDifference, setIntersection, setIsSubset, setUnion } from './set/combination';
import { allElementsTrue, anyElementTrue, setEquals } from './set/equality';
import { stringOperators } from './string/stringOperators';
import { trigonometry } from './trigonometry/trigonometry';
import { conversionOperators } from './type/convert';
import { isNumber, type } from './type/type';
import { letOperator } from './variable/let';

const set = {
  $allElementsTrue: allElementsTrue,
  $anyElementTrue: anyElementTrue,
  $setDifference: setDifference,
  $setEquals: setEquals,
  $setIntersection: setIntersection,
  $setIsSubset: setIsSubset,
  $setUnion: setUnion,
};

const date = {
  ...dateParts,
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
  $dateToParts: dateToParts,
  $dateToString: dateToString,
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/ */
const operators: Readonly<Record<string, Operator>> = {
  ...arithmeticOperators,
  ...arrayOperators,
  ...comparisons,
  ...set,
  ...date,
  ...stringOperators,
  ...trigonometry,
  ...conversionOperators,
  ...accumulatorExpressions,
  ...refusedOperators,
  $and: and,
  $not: not,
  $or: or,
  $cond: cond,
  $ifNull: ifNull,
  $switch: switchOperator,
  $literal: literal,
  $const: literal,
  $rand: rand,
  $bsonSize: bsonSize,
  $mergeObjects: mergeObjects,
  $objectToArray: objectToArray,
  $isNumber: isNumber,
  $type: type,
  $let: letOperator,
};

export function operatorNamed(name: string): Operator {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator) throw requestFailed(`Unrecognized expression '${name}'`);
  return operator;
}

/** Every operator there is, those that are always refused included. */
export const operatorNames: readonly string[] = Object.keys(operators).sort();
