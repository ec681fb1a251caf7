import type { Doc } from '../engine';
import { granularityNamed } from './granularity';
import { expectRefusal, pipelineOver } from './pipelineOver';

const over = (values: readonly unknown[]) =>
  pipelineOver(values.map((v, i) => (v === undefined ? { _id: i } : { _id: i, v })));
const buckets = async (values: readonly unknown[], spec: Doc) =>
  (await over(values)({ $bucketAuto: { groupBy: '$v', ...spec } })).map(({ _id: id, count }) => {
    const { min, max } = id as Doc;
    return [min, max, count];
  });

test('even shares; a bucket ends where the next begins, the last with its largest value', async () => {
  expect(await buckets([5, 1, 4, 2, 3, 6], { buckets: 3 })).toEqual([
    [1, 3, 2],
    [3, 5, 2],
    [5, 6, 2],
  ]);
  expect(await buckets([1, 2, 3, 4, 5], { buckets: 2 })).toEqual([
    [1, 4, 3],
    [4, 5, 2],
  ]);
});

test('equal values stay together, so there may be fewer buckets', async () => {
  expect(await buckets([1, 1, 1, 1, 2, 3], { buckets: 3 })).toEqual([
    [1, 2, 4],
    [2, 3, 2],
  ]);
  expect(await buckets([7, 7], { buckets: 5 })).toEqual([[7, 7, 2]]);
  expect(await buckets([1, 2], { buckets: 5 })).toEqual([
    [1, 2, 1],
    [2, 2, 1],
  ]);
  expect(await buckets([], { buckets: 5 })).toEqual([]);
});

test('what is left over goes into the last bucket', async () => {
  expect(await buckets([0, 1, 2, 3, 4, 5, 6], { buckets: 5 })).toEqual([
    [0, 1, 1],
    [1, 2, 1],
    [2, 3, 1],
    [3, 4, 1],
    [4, 6, 3],
  ]);
});

test('all kinds of values in their order, missing as null', async () => {
  expect(await buckets(['x', 2, undefined, null], { buckets: 2 })).toEqual([
    [null, 2, 2],
    [2, 'x', 2],
  ]);
});

test('output instead of the count', async () => {
  const output = { sum: { $sum: '$v' }, first: { $first: '$_id' } };
  expect(await over([4, 1])({ $bucketAuto: { groupBy: '$v', buckets: 1, output } })).toEqual([
    { _id: { min: 1, max: 4 }, sum: 5, first: 1 },
  ]);
});

describe('granularity', () => {
  test('bounds are numbers of the series that enclose the values', async () => {
    expect(await buckets([1, 3, 5, 6, 13, 20], { buckets: 3, granularity: 'POWERSOF2' })).toEqual([
      [0.5, 4, 2],
      [4, 8, 2],
      [8, 32, 2],
    ]);
    expect(await buckets([0, 0, 3, 11, 27, 99], { buckets: 2, granularity: '1-2-5' })).toEqual([
      [0, 5, 3],
      [5, 100, 3],
    ]);
  });

  test('rounding draws values in from the next bucket', async () => {
    expect(await buckets([11, 12, 14, 18, 60], { buckets: 4, granularity: 'R5' })).toEqual([
      [10, 16, 3],
      [16, 25, 1],
      [25, 63, 1],
    ]);
  });

  test('a bucket of zeroes ends below the next value', async () => {
    expect(await buckets([0, 0, 30, 40], { buckets: 2, granularity: 'E6' })).toEqual([
      [0, 22, 2],
      [22, 47, 2],
    ]);
  });

  test.each([
    ['R5', 0.8, 1, 0.63],
    ['R5', 10, 16, 6.3],
    ['R10', 99, 100, 80],
    ['R20', 113, 125, 112],
    ['R40', 950, 1000, 900],
    ['R80', 100, 103, 97.5],
    ['E12', 5, 5.6, 4.7],
    ['E24', 9.2, 10, 9.1],
    ['E48', 954, 1000, 953],
    ['E96', 101, 102, 100],
    ['E192', 988, 1000, 976],
    ['1-2-5', 50, 100, 20],
    ['POWERSOF2', 8, 16, 4],
    ['POWERSOF2', 0.3, 0.5, 0.25],
    ['E6', 0, 0, 0],
  ])('%s rounds %d up to %d and down to %d', (name, value, up, down) => {
    expect(granularityNamed(name).up(value)).toBeCloseTo(up, 10);
    expect(granularityNamed(name).down(value)).toBeCloseTo(down, 10);
  });

  test.each<[unknown, string]>([
    ['x', 'numeric boundaries only, but found a value with type: string'],
    [null, 'numeric boundaries only, but found a value with type: null'],
    [undefined, 'numeric boundaries only, but found a value with type: missing'],
    [NaN, 'numeric boundaries only, but found a NaN'],
    [-1, 'non-negative numbers only, but found a negative number'],
  ])('refuses the value %p', async (value, text) => {
    await expect(buckets([value], { buckets: 1, granularity: 'R5' })).rejects.toThrow(text);
  });
});

const ok = { groupBy: '$a', buckets: 2 };
test.each<[unknown, string]>([
  [1, 'The argument to $bucketAuto must be an object, but found type: int'],
  [{ groupBy: '$a' }, "$bucketAuto requires 'groupBy' and 'buckets' to be specified"],
  [{ ...ok, groupBy: 'a' }, "The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression"],
  [{ ...ok, buckets: 'x' }, "The $bucketAuto 'buckets' field must be a numeric value, but found type: string"],
  [{ ...ok, buckets: 1.5 }, "The $bucketAuto 'buckets' field must be representable as a 32-bit integer, but found 1.5"],
  [{ ...ok, buckets: 0 }, "The $bucketAuto 'buckets' field must be greater than 0, but found: 0"],
  [{ ...ok, output: 1 }, "The $bucketAuto 'output' field must be an object, but found type: int"],
  [{ ...ok, granularity: 1 }, "The $bucketAuto 'granularity' field must be a string, but found type: int"],
  [{ ...ok, granularity: 'R6' }, "Unknown rounding granularity 'R6'"],
  [{ ...ok, extra: 1 }, 'Unrecognized option to $bucketAuto: extra'],
])('refuses %j', (spec, text) => expectRefusal({ $bucketAuto: spec }, text));
