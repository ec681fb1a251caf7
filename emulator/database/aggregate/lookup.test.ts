import type { Doc } from '../engine';
import { pipelineOver, expectRefusal, testNow } from './pipelineOver';

/** Which of the local documents find the one foreign document. */
async function matching(locals: readonly Doc[], localField: string, foreign: Doc, foreignField: string) {
  const run = pipelineOver(locals, { f: [{ _id: 0, ...foreign }] });
  const found = await run({ $lookup: { from: 'f', localField, foreignField, as: 'found' } });
  return found.filter((doc) => (doc.found as Doc[]).length > 0).map(({ _id: id }) => id);
}

describe('by two fields', () => {
  test('equal values, written to a nested path in the order of the other collection', async () => {
    const run = pipelineOver([{ _id: 1, nurse: 'n2', at: { day: 1 } }], {
      nurses: [
        { _id: 'a', id: 'n2' },
        { _id: 'b', id: 'n1' },
        { _id: 'c', id: ['n2', 'n3'] },
      ],
    });
    expect(await run({ $lookup: { from: 'nurses', localField: 'nurse', foreignField: 'id', as: 'at.who' } })).toEqual([
      {
        _id: 1,
        nurse: 'n2',
        at: {
          day: 1,
          who: [
            { _id: 'a', id: 'n2' },
            { _id: 'c', id: ['n2', 'n3'] },
          ],
        },
      },
    ]);
  });

  test('a local array counts as its elements, one level deep', async () => {
    const locals = [
      { _id: 0, a: 1 },
      { _id: 1, a: [3, 1] },
      { _id: 2, a: [[1]] },
      { _id: 3, a: { b: 1 } },
      { _id: 4, a: 2 },
    ];
    expect(await matching(locals, 'a', { b: 1 }, 'b')).toEqual([0, 1]);
    expect(await matching(locals, 'a', { b: [1, 2] }, 'b')).toEqual([0, 1, 4]);
    expect(await matching(locals, 'a', { b: [[1], 7] }, 'b')).toEqual([2]);
    expect(await matching(locals, 'a', { b: [{ x: 1 }, { x: 5 }] }, 'b.x')).toEqual([0, 1]);
  });

  test('paths lead through arrays on both sides', async () => {
    const locals = [
      { _id: 0, a: [{ x: 1 }, { x: 2 }] },
      { _id: 1, a: { x: [2, 1] } },
      { _id: 2, a: [{ x: 2 }] },
      { _id: 3, a: 1 },
      { _id: 4, a: [{ y: 1 }] },
      { _id: 5, a: [{ x: 5 }, { y: 1 }] },
    ];
    expect(await matching(locals, 'a.x', { b: 1 }, 'b')).toEqual([0, 1]);
    expect(await matching(locals, 'a.x', { b: null }, 'b')).toEqual([3, 4]);
    expect(await matching(locals, 'a.0.x', { b: 1 }, 'b')).toEqual([0]);
  });

  test('null, missing and an empty array find null and missing', async () => {
    const locals = [{ _id: 0 }, { _id: 1, a: null }, { _id: 2, a: [null, 5] }, { _id: 3, a: [] }, { _id: 4, a: [[]] }];
    expect(await matching(locals, 'a', { b: null }, 'b')).toEqual([0, 1, 2, 3]);
    expect(await matching(locals, 'a', {}, 'b')).toEqual([0, 1, 2, 3]);
    expect(await matching(locals, 'a', { b: [] }, 'b')).toEqual([4]);
  });

  test('a collection that does not exist joins nothing', async () => {
    const run = pipelineOver([{ _id: 1 }]);
    expect(await run({ $lookup: { from: 'nowhere', localField: 'a', foreignField: 'b', as: 'x' } })).toEqual([
      { _id: 1, x: [] },
    ]);
  });
});

describe('by a pipeline', () => {
  const run = pipelineOver(
    [
      { _id: 1, item: 'bed', need: 2 },
      { _id: 2, item: 'mask', need: 60 },
    ],
    {
      stock: [
        { _id: 'a', item: 'bed', left: 3 },
        { _id: 'b', item: 'bed', left: 1 },
        { _id: 'c', item: 'mask', left: 80 },
      ],
    },
  );
  const enough = { $expr: { $and: [{ $eq: ['$item', '$$wanted'] }, { $gte: ['$left', '$$need'] }] } };

  test('sees the variables of let in $expr and in later stages', async () => {
    const found = await run({
      $lookup: {
        from: 'stock',
        let: { wanted: '$item', need: '$need' },
        pipeline: [{ $match: enough }, { $project: { _id: 0, left: 1, spare: { $subtract: ['$left', '$$need'] } } }],
        as: 'from',
      },
    });
    expect(found.map(({ from }) => from)).toEqual([[{ left: 3, spare: 1 }], [{ left: 80, spare: 20 }]]);
  });

  test('without variables every document gets the same', async () => {
    const pipeline = [{ $sort: { left: -1 } }, { $limit: 1 }, { $project: { left: 1 } }];
    const found = await run({ $lookup: { from: 'stock', pipeline, as: 'most' } });
    expect(found.map(({ most }) => most)).toEqual([[{ _id: 'c', left: 80 }], [{ _id: 'c', left: 80 }]]);
  });

  test('inner pipelines see outer variables, and the moment of the whole pipeline', async () => {
    const inner = {
      $lookup: {
        from: 'stock',
        let: { id: '$_id' },
        pipeline: [
          { $match: { $expr: { $and: [{ $eq: ['$_id', '$$id'] }, { $eq: ['$$outer', '$item'] }] } } },
          { $project: { _id: 0, outer: '$$outer', now: '$$NOW' } },
        ],
        as: 'self',
      },
    };
    const [first] = await run(
      { $limit: 1 },
      { $lookup: { from: 'stock', let: { outer: '$item' }, pipeline: [{ $limit: 1 }, inner], as: 'found' } },
    );
    expect(first?.found).toEqual([
      { _id: 'a', item: 'bed', left: 3, self: [{ outer: 'bed', now: new Date(testNow) }] },
    ]);
  });

  test('a missing value bound to a variable equals what is missing, not null', async () => {
    const gaps = pipelineOver([{ _id: 1 }, { _id: 2, a: null }], { f: [{ _id: 'none' }, { _id: 'null', b: null }] });
    const pipeline = [{ $match: { $expr: { $eq: ['$b', '$$a'] } } }, { $project: { _id: 1 } }];
    const found = await gaps({ $lookup: { from: 'f', let: { a: '$a' }, pipeline, as: 'f' } });
    expect(found.map(({ f }) => f)).toEqual([[{ _id: 'none' }], [{ _id: 'null' }]]);
  });
});

const ok = { from: 'other', localField: 'a', foreignField: 'b', as: 'x' };
test.each<[unknown, string]>([
  ['other', 'the $lookup stage specification must be an object, but found string'],
  [{ ...ok, extra: 1 }, 'unknown argument to $lookup: extra'],
  [{ ...ok, from: undefined }, "must specify 'from' field for a $lookup"],
  [{ ...ok, as: undefined }, "must specify 'as' field for a $lookup"],
  [{ ...ok, from: 1 }, "$lookup argument 'from: 1' must be a string, found type int"],
  [{ ...ok, foreignField: undefined }, "requires either 'pipeline' or both 'localField' and 'foreignField'"],
  [{ ...ok, pipeline: [] }, "$lookup with 'pipeline' may not specify 'localField' or 'foreignField'"],
  [{ ...ok, let: {} }, "$lookup with a 'let' argument must also specify 'pipeline'"],
  [{ ...ok, as: '$x' }, "FieldPath field names may not start with '$'."],
  [{ from: 'other', as: 'x', pipeline: 1 }, "'pipeline' option must be specified as an array"],
  [{ from: 'other', as: 'x', pipeline: [1] }, "Each element of the 'pipeline' array must be an object"],
  [{ from: 'other', as: 'x', pipeline: [{ $out: 'y' }] }, "$out is not allowed within a $lookup's sub-pipeline"],
  [{ from: 'other', as: 'x', pipeline: [{ $foo: 1 }] }, "Unrecognized pipeline stage name: '$foo'"],
  [{ from: 'nowhere', as: 'x', pipeline: [{ $foo: 1 }] }, "Unrecognized pipeline stage name: '$foo'"],
  [{ from: 'other', as: 'x', let: 1, pipeline: [] }, "$lookup argument 'let: 1' must be an object, is type int"],
  [{ from: 'other', as: 'x', let: { A: 1 }, pipeline: [] }, "'A' starts with an invalid character"],
  [
    { from: 'other', as: 'x', pipeline: [{ $match: { $expr: { $eq: ['$a', '$$b'] } } }] },
    'Use of undefined variable: b',
  ],
])('refuses %j', (spec, text) => expectRefusal({ $lookup: spec }, text));

test('pipelines nest twenty deep, not deeper', async () => {
  const nested = (depth: number): Doc => ({
    $lookup: { from: 't', pipeline: depth === 1 ? [] : [nested(depth - 1)], as: 'x' },
  });
  const run = pipelineOver([{ _id: 1 }]);
  expect(await run(nested(20), { $count: 'n' })).toEqual([{ n: 1 }]);
  await expect(run(nested(21))).rejects.toThrow('Maximum number of nested sub-pipelines exceeded. Limit is 20');
});
