import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  { _id: 1, nurse: 'Li', fen: 100, tags: ['a'], day: new Date(5) },
  { _id: 2, nurse: 'Li', fen: 300, tags: ['b'], day: new Date(5) },
  { _id: 3, nurse: null, fen: 'free', tags: ['a'] },
  { _id: 4, fen: null },
]);
const group = (spec: Doc) => run({ $group: spec });

test('null and missing are one group, dates and arrays group by value', async () => {
  expect(await group({ _id: '$nurse', ids: { $push: '$_id' } })).toEqual([
    { _id: 'Li', ids: [1, 2] },
    { _id: null, ids: [3, 4] },
  ]);
  expect(await group({ _id: '$day', ids: { $push: '$_id' } })).toEqual([
    { _id: new Date(5), ids: [1, 2] },
    { _id: null, ids: [3, 4] },
  ]);
  expect(await group({ _id: '$tags', ids: { $push: '$_id' } })).toEqual([
    { _id: ['a'], ids: [1, 3] },
    { _id: ['b'], ids: [2] },
    { _id: null, ids: [4] },
  ]);
});

test('several fields as a key: there missing and null differ', async () => {
  expect(await group({ _id: { nurse: '$nurse', tags: '$tags' }, n: { $sum: 1 } })).toEqual([
    { _id: { nurse: 'Li', tags: ['a'] }, n: 1 },
    { _id: { nurse: 'Li', tags: ['b'] }, n: 1 },
    { _id: { nurse: null, tags: ['a'] }, n: 1 },
    { _id: {}, n: 1 },
  ]);
});

test('a constant key makes one group, of no documents none', async () => {
  expect(await group({ _id: null, n: { $sum: 1 } })).toEqual([{ _id: null, n: 4 }]);
  expect(await group({ _id: {}, n: { $sum: 1 } })).toEqual([{ _id: {}, n: 4 }]);
  expect(await group({ _id: 1 })).toEqual([{ _id: 1 }]);
  expect(await run({ $match: { _id: 99 } }, { $group: { _id: null, n: { $sum: 1 } } })).toEqual([]);
});

test('expressions as keys and inputs', async () => {
  expect(await group({ _id: { $eq: ['$nurse', 'Li'] }, both: { $push: { id: '$_id', fen: '$fen' } } })).toEqual([
    {
      _id: true,
      both: [
        { id: 1, fen: 100 },
        { id: 2, fen: 300 },
      ],
    },
    {
      _id: false,
      both: [
        { id: 3, fen: 'free' },
        { id: 4, fen: null },
      ],
    },
  ]);
});

test('$sum, $avg and the deviations look at numbers only', async () => {
  expect(
    await group({
      _id: null,
      sum: { $sum: '$fen' },
      avg: { $avg: '$fen' },
      pop: { $stdDevPop: '$fen' },
      samp: { $stdDevSamp: '$fen' },
    }),
  ).toEqual([{ _id: null, sum: 400, avg: 200, pop: 100, samp: Math.sqrt(20000) }]);
  expect(
    await run(
      { $match: { _id: 3 } },
      { $group: { _id: 1, sum: { $sum: '$fen' }, avg: { $avg: '$fen' }, pop: { $stdDevPop: '$fen' } } },
    ),
  ).toEqual([{ _id: 1, sum: 0, avg: null, pop: null }]);
  const single = await run(
    { $match: { _id: 1 } },
    { $group: { _id: 1, pop: { $stdDevPop: '$fen' }, samp: { $stdDevSamp: '$fen' } } },
  );
  expect(single).toEqual([{ _id: 1, pop: 0, samp: null }]);
});

test('sums do not lose what rounding would take', async () => {
  const tenths = pipelineOver([0.1, 0.2, 0.3, 1e100, 1, -1e100].map((n, i) => ({ _id: i, n })));
  expect(await tenths({ $limit: 3 }, { $group: { _id: 1, n: { $sum: '$n' } } })).toEqual([{ _id: 1, n: 0.6 }]);
  expect(await tenths({ $skip: 3 }, { $group: { _id: 1, n: { $sum: '$n' } } })).toEqual([{ _id: 1, n: 1 }]);
  const endless = pipelineOver([
    { _id: 1, n: Infinity },
    { _id: 2, n: 1 },
  ]);
  expect(await endless({ $group: { _id: 1, n: { $sum: '$n' } } })).toEqual([{ _id: 1, n: Infinity }]);
});

test('$min and $max over all kinds, without null', async () => {
  expect(
    await group({ _id: null, least: { $min: '$fen' }, most: { $max: '$fen' }, none: { $max: '$absent' } }),
  ).toEqual([{ _id: null, least: 100, most: 'free', none: null }]);
});

test('$first and $last take the value as it comes, $push and $addToSet leave out what is missing', async () => {
  const sorted = [{ $sort: { _id: -1 } }];
  expect(
    await run(...sorted, {
      $group: {
        _id: null,
        first: { $first: '$nurse' },
        last: { $last: '$nurse' },
        pushed: { $push: '$nurse' },
        set: { $addToSet: '$tags' },
      },
    }),
  ).toEqual([{ _id: null, first: null, last: 'Li', pushed: [null, 'Li', 'Li'], set: [['a'], ['b']] }]);
});

test('$mergeObjects: later fields win, null adds nothing', async () => {
  const parts = pipelineOver([{ _id: 1, o: { a: 1, b: 1 } }, { _id: 2, o: null }, { _id: 3 }, { _id: 4, o: { b: 2 } }]);
  const merging = { $group: { _id: null, o: { $mergeObjects: '$o' } } };
  expect(await parts(merging)).toEqual([{ _id: null, o: { a: 1, b: 2 } }]);
  expect(await parts({ $match: { _id: 3 } }, merging)).toEqual([{ _id: null, o: {} }]);
  await expect(run({ $group: { _id: null, o: { $mergeObjects: '$fen' } } })).rejects.toThrow(
    '$mergeObjects requires object inputs, but input 100 is of type int',
  );
});

test.each<[unknown, string]>([
  ['$a', "a group's fields must be specified in an object"],
  [{ n: { $sum: 1 } }, 'a group specification must include an _id'],
  [{ _id: { a: 1 } }, '$group does not support inclusion-style expressions'],
  [{ _id: null, n: 1 }, "The field 'n' must be an accumulator object"],
  [{ _id: null, n: { a: 1 } }, "The field 'n' must be an accumulator object"],
  [{ _id: null, n: { $sum: 1, $avg: 1 } }, "The field 'n' must specify one accumulator"],
  [{ _id: null, n: { $count: {} } }, "unknown group operator '$count'"],
  [{ _id: null, n: { $sum: ['$a', '$b'] } }, 'The $sum accumulator is a unary operator'],
  [{ _id: null, 'a.b': { $sum: 1 } }, "The field name 'a.b' cannot contain '.'"],
  [{ _id: null, $n: { $sum: 1 } }, "The field name '$n' cannot be an operator name"],
  [{ _id: null, n: { $accumulator: {} } }, '$accumulator is not allowed'],
  [{ _id: null, n: { $sum: { $foo: 1 } } }, "Unrecognized expression '$foo'"],
  [{ _id: '$$nobody' }, 'Use of undefined variable: nobody'],
])('refuses %j', (spec, text) => expectRefusal({ $group: spec }, text));
