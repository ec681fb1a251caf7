import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  { _id: 1, fen: 100 },
  { _id: 2, fen: 0 },
  { _id: 3, fen: 199 },
  { _id: 4, fen: 200 },
  { _id: 5, fen: 'free' },
  { _id: 6 },
]);

test('a boundary belongs to the bucket above it, empty buckets do not appear', async () => {
  const stage = { $bucket: { groupBy: '$fen', boundaries: [0, 50, 100, 200], default: 'rest' } };
  expect(await run(stage)).toEqual([
    { _id: 0, count: 1 },
    { _id: 100, count: 2 },
    { _id: 'rest', count: 3 },
  ]);
  const seldom = { $bucket: { groupBy: '$fen', boundaries: [50, 100, 150], default: null } };
  expect((await run(seldom)).map(({ _id: id }) => id)).toEqual([null, 100]);
});

test('output instead of the count; the grouping may be an expression', async () => {
  const output = { total: { $sum: '$fen' }, ids: { $push: '$_id' } };
  const groupBy = { $ifNull: ['$fen', 0] };
  expect(await run({ $bucket: { groupBy, boundaries: [0, 100, 1000], default: -1, output } })).toEqual([
    { _id: -1, total: 0, ids: [5] },
    { _id: 0, total: 0, ids: [2, 6] },
    { _id: 100, total: 499, ids: [1, 3, 4] },
  ]);
});

test('a value outside without a default ends the pipeline', async () => {
  await expect(run({ $bucket: { groupBy: '$fen', boundaries: [0, 100] } })).rejects.toThrow(
    '$switch could not find a matching branch for an input, and no default was specified.',
  );
});

const ok = { groupBy: '$a', boundaries: [1, 2] };
test.each<[unknown, string]>([
  [1, 'Argument to $bucket stage must be an object, but found type: int.'],
  [{ ...ok, groupBy: undefined }, "$bucket requires 'groupBy' and 'boundaries' to be specified."],
  [{ ...ok, groupBy: 'a' }, "The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression"],
  [{ ...ok, boundaries: 1 }, "The $bucket 'boundaries' field must be an array, but found type: int."],
  [{ ...ok, boundaries: [1] }, "The $bucket 'boundaries' field must have at least 2 values, but found 1 value(s)."],
  [{ ...ok, boundaries: [1, '$a'] }, 'must be an array of constant values, but found value: "$a".'],
  [{ ...ok, boundaries: [1, 'x'] }, 'must have the same type. Found conflicting types int and string.'],
  [{ ...ok, boundaries: [1, 5, 5] }, 'but elements 1 and 2 are not in ascending order (5 is not less than 5).'],
  [{ ...ok, default: 1 }, "The $bucket 'default' field must be less than the lowest boundary or greater than or equal"],
  [{ ...ok, default: '$b' }, 'The $bucket \'default\' field must be a constant expression, but found: "$b".'],
  [{ ...ok, output: 1 }, "The $bucket 'output' field must be an object, but found type: int."],
  [{ ...ok, output: { n: { $foo: 1 } } }, "unknown group operator '$foo'"],
  [{ ...ok, extra: 1 }, 'Unrecognized option to $bucket: extra.'],
])('refuses %j', (spec, text) => expectRefusal({ $bucket: spec }, text));

describe('$sortByCount', () => {
  test('groups by size, largest first', async () => {
    const tagged = pipelineOver([{ _id: 1, tag: 'a' }, { _id: 2, tag: 'b' }, { _id: 3, tag: 'b' }, { _id: 4 }]);
    expect((await tagged({ $sortByCount: '$tag' })).slice(0, 1)).toEqual([{ _id: 'b', count: 2 }]);
    expect(await tagged({ $sortByCount: { $eq: ['$tag', 'a'] } })).toEqual([
      { _id: false, count: 3 },
      { _id: true, count: 1 },
    ]);
  });

  test.each<[Doc, string]>([
    [{ $sortByCount: 1 }, 'the sortByCount field must be specified as a string or as an object'],
    [{ $sortByCount: 'tag' }, 'the sortByCount field must be defined as a $-prefixed path or an expression inside'],
    [{ $sortByCount: { a: '$b' } }, 'the sortByCount field must be defined as a $-prefixed path or an expression'],
  ])('refuses %j', expectRefusal);
});
