import type { Operator } from '../language/operator';
import { arrayToObject } from './arrayToObject';
import { concatArrays } from './concatArrays';
import { arrayElemAt, first, last } from './elementAt';
import { inOperator } from './in';
import { indexOfArray } from './indexOfArray';
import { filter, map, reduce } from './iteration';
import { isArray, reverseArray, size } from './plainArray';
import { range } from './range';
import { slice } from './slice';
import { zip } from './zip';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#array-expression-operators */
export const arrayOperators: Record<string, Operator> = {
  $arrayElemAt: arrayElemAt,
  $arrayToObject: arrayToObject,
  $concatArrays: concatArrays,
  $filter: filter,
  $first: first,
  $in: inOperator,
  $indexOfArray: indexOfArray,
  $isArray: isArray,
  $last: last,
  $map: map,
  $range: range,
  $reduce: reduce,
  $reverseArray: reverseArray,
  $size: size,
  $slice: slice,
  $zip: zip,
};
