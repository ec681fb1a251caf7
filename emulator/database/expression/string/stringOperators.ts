import type { Operator } from '../language/operator';
import { strcasecmp, toLower, toUpper } from './case';
import { concat } from './concat';
import { binarySize, strLenBytes, strLenCP } from './length';
import { regexFind, regexFindAll, regexMatch } from './regex';
import { replaceAll, replaceOne } from './replace';
import { indexOfBytes, indexOfCP } from './search';
import { split } from './split';
import { substrBytes, substrCP } from './substring';
import { ltrim, rtrim, trim } from './trim';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#string-expression-operators */
export const stringOperators: Record<string, Operator> = {
  $binarySize: binarySize,
  $concat: concat,
  $indexOfBytes: indexOfBytes,
  $indexOfCP: indexOfCP,
  $ltrim: ltrim,
  $regexFind: regexFind,
  $regexFindAll: regexFindAll,
  $regexMatch: regexMatch,
  $replaceAll: replaceAll,
  $replaceOne: replaceOne,
  $rtrim: rtrim,
  $split: split,
  $strcasecmp: strcasecmp,
  $strLenBytes: strLenBytes,
  $strLenCP: strLenCP,
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $substrCP: substrCP,
  $toLower: toLower,
  $toUpper: toUpper,
  $trim: trim,
};
