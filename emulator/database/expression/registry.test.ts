import cloudbase from '@cloudbase/node-sdk';
import { operatorNames } from './registry';
import { compiled, evaluated } from './testing/tables';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/ */
const documented = `
  $abs $accumulator $acos $acosh $add $allElementsTrue $and $anyElementTrue $arrayElemAt $arrayToObject $asin $asinh
  $atan $atan2 $atanh $avg $binarySize $bsonSize $ceil $cmp $concat $concatArrays $cond $convert $cos $cosh
  $dateFromParts $dateFromString $dateToParts $dateToString $dayOfMonth $dayOfWeek $dayOfYear $degreesToRadians $divide
  $eq $exp $filter $first $floor $function $gt $gte $hour $ifNull $in $indexOfArray $indexOfBytes $indexOfCP $isArray
  $isNumber $isoDayOfWeek $isoWeek $isoWeekYear $last $let $literal $ln $log $log10 $lt $lte $ltrim $map $max
  $mergeObjects $meta $millisecond $min $minute $mod $month $multiply $ne $not $objectToArray $or $pow
  $radiansToDegrees $rand $range $reduce $regexFind $regexFindAll $regexMatch $replaceAll $replaceOne $reverseArray
  $round $rtrim $second $setDifference $setEquals $setIntersection $setIsSubset $setUnion $sin $sinh $size $slice
  $split $sqrt $stdDevPop $stdDevSamp $strLenBytes $strLenCP $strcasecmp $substr $substrBytes $substrCP $subtract $sum
  $switch $tan $tanh $toBool $toDate $toDecimal $toDouble $toInt $toLong $toLower $toObjectId $toString $toUpper $trim
  $trunc $type $week $year $zip`;

test('every operator MongoDB 4.4 documents is here, and $const, which means $literal', () => {
  const wanted = [...documented.trim().split(/\s+/), '$const'];
  expect([...operatorNames].sort()).toEqual(wanted.sort());
});

const { aggregate } = cloudbase.init({ env: 'any' }).database().command as unknown as {
  aggregate: Record<string, (argument: unknown) => object>;
};
/** `pipeline` is no operator; the other two only accumulate, in $group. */
const elsewhere = ['pipeline', 'push', 'addToSet'];

test.each(Object.keys(aggregate).filter((name) => !elsewhere.includes(name)))("the SDK's %s is known here", (name) => {
  const sent = JSON.parse(JSON.stringify(aggregate[name]?.('$x'))) as Record<string, unknown>;
  const operator = name === 'neq' ? '$ne' : `$${name}`;
  expect(sent).toEqual({ [operator]: '$x' });
  expect(operatorNames).toContain(operator);
});

test('what the SDK nests is one expression', () => {
  const total = aggregate.sum?.(
    aggregate.map?.({ input: '$items', as: 'item', in: aggregate.multiply?.(['$$item.price', '$$item.count']) }),
  );
  const items = [
    { price: 3, count: 2 },
    { price: 5, count: 1 },
  ];
  expect(evaluated(JSON.parse(JSON.stringify(total)), { items })).toBe(11);
});

test('$rand gives numbers from 0 to 1, another one each time', () => {
  const random = compiled({ $rand: {} });
  const scope = { root: {}, now: new Date(0), variables: {} };
  const numbers = Array.from({ length: 100 }, () => random(scope) as number);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBeGreaterThan(90);
});
