import type { Doc, Engine } from '../engine';
import { openEngine } from '../open';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ now: () => 5000 });
  for (const name of ['orders', 'people', 'empty']) await engine.createCollection(name);
  await engine.insert('people', [
    { _id: 'p1', name: 'Wang' },
    { _id: 'p2', name: 'Li' },
  ]);
  await engine.insert('orders', [
    { _id: 1, person: 'p1', fen: 100, tags: ['x', 'y'], at: new Date(1000) },
    { _id: 2, person: 'p2', fen: 250, tags: [] },
    { _id: 3, person: 'p1', fen: 50 },
    { _id: 4, person: 'p9', fen: 250, tags: 'z' },
  ]);
});
afterEach(() => engine.close());

const run = (...stages: Doc[]) => engine.aggregate('orders', stages);

test('match, sort, skip, limit, count', async () => {
  expect(
    await run(
      { $match: { fen: { $gte: 100 } } },
      { $sort: { fen: -1, _id: -1 } },
      { $skip: 1 },
      { $limit: 1 },
      { $project: { fen: 1 } },
    ),
  ).toEqual([{ _id: 2, fen: 250 }]);
  expect(await run({ $match: { person: 'p1' } }, { $count: 'n' })).toEqual([{ n: 2 }]);
  expect(await run({ $match: { person: 'nobody' } }, { $count: 'n' })).toEqual([]);
  expect((await run({ $limit: 2 }, { $sort: { _id: -1 } })).map(({ _id: id }) => id)).toEqual([2, 1]);
  expect(
    (await run({ $match: { at: { $lt: { $tcb_server_date: { offset: -3000 } } } } })).map(({ _id: id }) => id),
  ).toEqual([1]);
});

test('there is no limit of 100', async () => {
  await engine.insert(
    'empty',
    Array.from({ length: 1500 }, (_, i) => ({ _id: i })),
  );
  expect((await engine.aggregate('empty', [])).length).toBe(1500);
});

test('group, with expressions', async () => {
  expect(
    await run(
      {
        $group: {
          _id: '$person',
          fen: { $sum: '$fen' },
          n: { $sum: 1 },
          most: { $max: '$fen' },
          ids: { $push: '$_id' },
        },
      },
      { $sort: { _id: 1 } },
    ),
  ).toEqual([
    { _id: 'p1', fen: 150, n: 2, most: 100, ids: [1, 3] },
    { _id: 'p2', fen: 250, n: 1, most: 250, ids: [2] },
    { _id: 'p9', fen: 250, n: 1, most: 250, ids: [4] },
  ]);
  expect(await run({ $group: { _id: null, mean: { $avg: { $multiply: ['$fen', 2] } } } })).toEqual([
    { _id: null, mean: 325 },
  ]);
});

test('project and addFields compute, keep, drop', async () => {
  expect(await run({ $match: { _id: 1 } }, { $project: { double: { $multiply: ['$fen', 2] }, person: 1 } })).toEqual([
    { _id: 1, person: 'p1', double: 200 },
  ]);
  expect(
    Object.keys((await run({ $limit: 1 }, { $project: { double: { $multiply: ['$fen', 2] } } }))[0] as Doc),
  ).toEqual(['_id', 'double']);
  expect(
    await run({ $match: { _id: 3 } }, { $addFields: { yuan: { $divide: ['$fen', 100] }, 'in.list': [1, '$fen'] } }),
  ).toEqual([{ _id: 3, person: 'p1', fen: 50, yuan: 0.5, in: { list: [1, 50] } }]);
  expect(await run({ $match: { _id: 3 } }, { $project: { fen: 0 } })).toEqual([{ _id: 3, person: 'p1' }]);
});

test('unwind', async () => {
  const ids = (docs: Doc[]) => docs.map(({ _id: id, tags, i }) => [id, tags, i]);
  expect(ids(await run({ $unwind: '$tags' }))).toEqual([
    [1, 'x', undefined],
    [1, 'y', undefined],
    [4, 'z', undefined],
  ]);
  expect(
    ids(await run({ $unwind: { path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true } })),
  ).toEqual([
    [1, 'x', 0],
    [1, 'y', 1],
    [2, undefined, null],
    [3, undefined, null],
    [4, 'z', null],
  ]);
});

test('lookup by fields, also from a list and for a missing field', async () => {
  const joined = await run(
    { $lookup: { from: 'people', localField: 'person', foreignField: '_id', as: 'who' } },
    { $project: { who: 1 } },
  );
  expect(joined.map(({ who }) => (who as Doc[]).map(({ name }) => name))).toEqual([['Wang'], ['Li'], ['Wang'], []]);
  await engine.insert('empty', [{ _id: 1, ids: ['p1', 'p2'] }, { _id: 2 }]);
  const lists = await engine.aggregate('empty', [
    { $lookup: { from: 'people', localField: 'ids', foreignField: '_id', as: 'all' } },
  ]);
  expect(lists.map(({ all }) => (all as Doc[]).length)).toEqual([2, 0]);
});

test('lookup by pipeline with variables', async () => {
  const [first] = await engine.aggregate('people', [
    { $match: { _id: 'p1' } },
    {
      $lookup: {
        from: 'orders',
        let: { id: '$_id', least: 60 },
        pipeline: [
          { $match: { $expr: { $and: [{ $eq: ['$person', '$$id'] }, { $gte: ['$fen', '$$least'] }] } } },
          { $project: { _id: 0, fen: 1, owner: '$$id' } },
        ],
        as: 'orders',
      },
    },
  ]);
  expect(first).toEqual({ _id: 'p1', name: 'Wang', orders: [{ fen: 100, owner: 'p1' }] });
});

test('a collection that does not exist joins nothing', async () => {
  expect((await run({ $lookup: { from: 'nowhere', localField: 'a', foreignField: 'b', as: 'x' } }))[0]?.x).toEqual([]);
});

test('facet, buckets, sortByCount, replaceRoot, sample', async () => {
  expect(
    await run({
      $facet: { n: [{ $count: 'n' }], top: [{ $sort: { fen: 1 } }, { $limit: 1 }, { $project: { fen: 1 } }] },
    }),
  ).toEqual([{ n: [{ n: 4 }], top: [{ _id: 3, fen: 50 }] }]);
  expect(
    await run({ $bucket: { groupBy: '$fen', boundaries: [0, 100, 200], default: 'more', output: { n: { $sum: 1 } } } }),
  ).toEqual([
    { _id: 0, n: 1 },
    { _id: 100, n: 1 },
    { _id: 'more', n: 2 },
  ]);
  expect((await run({ $sortByCount: '$person' }))[0]).toEqual({ _id: 'p1', count: 2 });
  expect(await run({ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { who: '$person' } } })).toEqual([{ who: 'p1' }]);
  expect((await run({ $sample: { size: 2 } })).length).toBe(2);
});

describe('geoNear', () => {
  const place = (lng: number) => ({ type: 'Point', coordinates: [lng, 0] });
  const meters = (degrees: number) => (degrees * Math.PI * 6378100) / 180;
  const near = (more: Doc = {}) => ({
    $geoNear: { near: place(0), distanceField: 'away.m', spherical: true, ...more },
  });
  beforeEach(async () => {
    await engine.createIndex('empty', { name: 'g', keys: { loc: '2dsphere' } });
    await engine.insert(
      'empty',
      Array.from({ length: 150 }, (_, i) => ({ _id: i, even: i % 2 === 0, loc: place(i / 10) })),
    );
  });
  const found = (more: Doc, ...stages: Doc[]) => engine.aggregate('empty', [near(more), ...stages]);

  test('gives the distance, filters, bounds, 100 at most', async () => {
    const docs = await found({ query: { even: true }, minDistance: 1, maxDistance: meters(0.5), includeLocs: 'at' });
    expect(docs.map(({ _id: id }) => id)).toEqual([2, 4]);
    expect((docs[0]?.away as Doc).m).toBeCloseTo(meters(0.2), 6);
    expect(docs[0]?.at).toEqual(place(0.2));
    expect((await found({})).length).toBe(100);
    expect((await found({ limit: 3 }, { $count: 'n' }))[0]).toEqual({ n: 3 });
  });

  test('only first, only with an index, only with known arguments', async () => {
    await expect(engine.aggregate('empty', [{ $match: {} }, near()])).rejects.toThrow('only valid as the first stage');
    await expect(run(near())).rejects.toThrow('unable to find index for $geoNear query');
    await expect(found({ far: 1 })).rejects.toThrow('unknown argument of $geoNear: far');
    await expect(found({ key: 'other' })).rejects.toThrow('unable to find index');
  });
});

test.each<[Doc, string]>([
  [{ $merge: 'x' }, '$merge is not allowed'],
  [{ $out: 'x' }, '$out is not allowed'],
  [{ $frobnicate: {} }, "Unrecognized pipeline stage name: '$frobnicate'"],
  [{ $graphLookup: {} }, 'Unrecognized pipeline stage name'],
  [{ $match: {}, $sort: { a: 1 } }, 'exactly one field'],
  [{ $match: { a: { $foo: 1 } } }, 'unknown operator: $foo'],
  [{ $project: { a: { $foo: 1 } } }, "Unrecognized expression '$foo'"],
  [{ $group: { _id: 1, a: { $function: { body: '' } } } }, "Unrecognized expression '$function'"],
  [{ $sort: { a: 2 } }, '$sort key ordering must be 1 or -1'],
  [{ $limit: 0 }, 'invalid argument to $limit'],
  [{ $skip: -1 }, 'invalid argument to $skip'],
  [{ $unwind: 'tags' }, "prefixed with a '$'"],
  [{ $lookup: { from: 'people', as: 'x' } }, 'localField and foreignField'],
  [{ $facet: { a: [{ $out: 'x' }] } }, '$out is not allowed'],
])('refuses %j over an empty collection too', async (stage, text) => {
  await expect(run(stage)).rejects.toThrow(text);
  await expect(engine.aggregate('empty', [{ $match: {} }, stage])).rejects.toThrow(text);
});

test('stored documents are not changed by what is done to results', async () => {
  const [first] = await run({ $match: { _id: 1 } }, { $addFields: { more: 1 } });
  (first?.tags as string[]).push('mine');
  expect((await engine.find('orders', { query: { _id: 1 } }))[0]?.tags).toEqual(['x', 'y']);
});
