import type { Doc } from '../engine';
import { pipelineOver } from './pipelineOver';

const earthRadiusMeters = 6_378_100;
const place = (lng: number) => ({ type: 'Point', coordinates: [lng, 0] });
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const meters = (degrees: number) => radians(degrees) * earthRadiusMeters;
const sphere = { name: 'g', keys: { loc: '2dsphere' } } as const;
const line = Array.from({ length: 150 }, (_, i) => ({ _id: i, even: i % 2 === 0, loc: place(i / 10) }));
const run = pipelineOver(line, { bare: [{ _id: 1 }] }, [sphere]);
const near = (more: Doc = {}) => ({
  $geoNear: { near: place(0), distanceField: 'away.m', spherical: true, ...more },
});
const ids = (docs: Doc[]) => docs.map(({ _id: id }) => id);

test('nearest first with the distance, a query, bounds, and the place it was measured to', async () => {
  const query = { even: true };
  const docs = await run(near({ query, minDistance: 1, maxDistance: meters(0.5), includeLocs: 'at.loc' }));
  expect(ids(docs)).toEqual([2, 4]);
  expect((docs[0]?.away as Doc).m).toBeCloseTo(meters(0.2), 6);
  expect(docs[0]?.at).toEqual({ loc: place(0.2) });
  const both = await run(near({ query: { $expr: { $and: ['$even', { $gt: ['$_id', 3] }] } }, limit: 2 }));
  expect(ids(both)).toEqual([4, 6]);
});

test('a hundred unless told otherwise, as the platform; later stages may take fewer', async () => {
  expect(await run(near())).toHaveLength(100);
  expect(await run(near({ limit: 120 }))).toHaveLength(120);
  expect(ids(await run(near(), { $limit: 2 }))).toEqual([0, 1]);
  expect(await run(near({ limit: 3 }), { $count: 'n' })).toEqual([{ n: 3 }]);
});

test('distanceMultiplier turns metres into another unit', async () => {
  const [, second] = await run(near({ distanceField: 'km', distanceMultiplier: 0.001 }));
  expect(second?.km).toBeCloseTo(meters(0.1) / 1000, 9);
});

test('a legacy pair measures in radians', async () => {
  const legacy = near({ near: [0, 0], maxDistance: radians(0.25), distanceField: 'd' });
  const docs = await run(legacy);
  expect(ids(docs)).toEqual([0, 1, 2]);
  expect(docs[2]?.d).toBeCloseTo(radians(0.2), 12);
  const [, km] = await run(near({ near: [0, 0], distanceField: 'd', distanceMultiplier: 6378.1 }));
  expect(km?.d).toBeCloseTo(meters(0.1) / 1000, 9);
  await expect(run(near({ near: [0, 0], spherical: false }))).rejects.toThrow('unable to find index for $geoNear');
});

test('of several places the nearest counts and is told', async () => {
  const several = pipelineOver([{ _id: 1, loc: [place(9), place(2)] }], {}, [sphere]);
  const [found] = await several(near({ includeLocs: 'at', distanceField: 'd' }));
  expect(found?.d).toBeCloseTo(meters(2), 6);
  expect(found?.at).toEqual(place(2));
});

test('key chooses between indexes and is needed when there are two', async () => {
  const docs = [{ _id: 1, a: place(1), b: place(5) }];
  const two = pipelineOver(docs, {}, [
    { name: 'a', keys: { a: '2dsphere' } },
    { name: 'b', keys: { b: '2dsphere' } },
  ]);
  await expect(two(near())).rejects.toThrow('There is more than one 2dsphere index on t; unsure which to use');
  const [found] = await two(near({ key: 'b', distanceField: 'd' }));
  expect(found?.d).toBeCloseTo(meters(5), 6);
});

test('stands first in pipelines of $lookup and $unionWith too', async () => {
  const pipeline = [near({ limit: 1 }), { $project: { _id: 1 } }];
  expect(await run({ $limit: 1 }, { $lookup: { from: 't', pipeline, as: 'x' } }, { $project: { x: 1 } })).toEqual([
    { _id: 0, x: [{ _id: 0 }] },
  ]);
  expect(await run({ $match: { _id: 9 } }, { $unionWith: { coll: 't', pipeline } }, { $count: 'n' })).toEqual([
    { n: 2 },
  ]);
});

test.each<[Doc, string]>([
  [{ near: undefined }, "$geoNear requires a 'near' option as an Array"],
  [
    {
      near: {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
    },
    'invalid point in geo near query',
  ],
  [{ distanceField: undefined }, "$geoNear requires a 'distanceField' option as a String"],
  [{ distanceField: '$d' }, "FieldPath field names may not start with '$'."],
  [{ includeLocs: 1 }, "$geoNear requires that 'includeLocs' option is a String"],
  [{ maxDistance: 'x' }, 'maxDistance must be a number'],
  [{ maxDistance: -1 }, 'maxDistance must be nonnegative'],
  [{ minDistance: -1 }, 'minDistance must be nonnegative'],
  [{ distanceMultiplier: 'x' }, 'distanceMultiplier must be a number'],
  [{ distanceMultiplier: -1 }, 'distanceMultiplier must be nonnegative'],
  [{ query: 1 }, 'query must be an object'],
  [{ query: { loc: { $nearSphere: { $geometry: place(0) } } } }, '$geoNear, $near, and $nearSphere are not allowed'],
  [{ key: 1 }, "$geoNear parameter 'key' must be of type string but found type: int"],
  [{ key: '' }, "$geoNear parameter 'key' cannot be the empty string"],
  [{ key: 'other' }, 'unable to find index for $geoNear query'],
  [{ limit: 0 }, '$geoNear: limit must be a positive integer: 0'],
  [{ num: 5 }, "$geoNear no longer supports the 'num' parameter. Use a $limit stage instead."],
  [{ start: 5 }, "$geoNear no longer supports the 'start' argument."],
  [{ collation: {} }, "$geoNear does not accept the 'collation' parameter"],
  [{ far: 1 }, 'unknown argument of $geoNear: far'],
])('refuses %j', async (more, text) => {
  await expect(run(near(more))).rejects.toThrow(text);
});

test('only as the first stage, only with an index', async () => {
  await expect(run({ $match: {} }, near())).rejects.toThrow('$geoNear is only valid as the first stage in a pipeline.');
  await expect(pipelineOver(line)(near())).rejects.toThrow('unable to find index for $geoNear query');
});
