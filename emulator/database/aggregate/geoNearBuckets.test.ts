import * as fc from 'fast-check';
import type { Doc, IndexSpec } from '../engine';
import { pipelineOver } from './pipelineOver';

/** What an index with leading fields tells is not asked again: the answer must be that of an index on the place alone. */
const plain: IndexSpec = { name: 'place', keys: { loc: '2dsphere' } };
const bucketed: IndexSpec = { name: 'buckets', keys: { a: 1, 'b.c': 1, loc: '2dsphere' } };

const place = (lng: number) => ({ type: 'Point', coordinates: [lng, 0] });
const scalar = fc.constantFrom<unknown>(1, 2, '1', null, true, new Date(5));
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant({ c: 1 }) },
);
const place1 = fc.integer({ min: 0, max: 20 }).map(place);
const doc = fc.record(
  {
    a: value,
    b: fc.oneof(fc.record({ c: scalar }, { requiredKeys: [] }), scalar),
    loc: fc.oneof({ weight: 4, arbitrary: place1 }, { weight: 1, arbitrary: fc.tuple(place1, place1) }),
  },
  { requiredKeys: [] },
);
const condition = fc.oneof(
  value,
  scalar.map((one) => ({ $eq: one })),
  fc.array(scalar, { maxLength: 2 }).map((several) => ({ $in: several })),
  fc.tuple(scalar, scalar).map(([one, other]) => ({ $eq: one, $ne: other })),
  fc.constant({ $gte: 1 }),
  fc.constant({ $exists: false }),
);
const query = fc.record({ a: condition, 'b.c': condition }, { requiredKeys: [] });

test('with and without buckets the same documents at the same distances', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doc, { maxLength: 12 }), query, async (bare, wanted) => {
      const docs = bare.map((one, i): Doc => ({ _id: i, ...one }));
      const stages: Doc[] = [
        { $geoNear: { near: place(3), key: 'loc', spherical: true, distanceField: 'm', query: wanted } },
        { $sort: { m: 1, _id: 1 } },
      ];
      const expected = await pipelineOver(docs, {}, [plain])(...stages);
      expect(await pipelineOver(docs, {}, [bucketed])(...stages)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('a second condition on a leading field is still asked', async () => {
  const docs = [
    { _id: 1, a: [1, 2], loc: place(0) },
    { _id: 2, a: [1], loc: place(0) },
  ];
  const asked = (a: Doc) => ({
    $geoNear: { near: place(0), key: 'loc', spherical: true, distanceField: 'm', query: { a } },
  });
  const run = pipelineOver(docs, {}, [{ name: 'a', keys: { a: 1, loc: '2dsphere' } }]);
  const ids = async (a: Doc) => (await run(asked(a))).map(({ _id: id }) => id);
  expect(await ids({ $eq: 1 })).toEqual([1, 2]);
  expect(await ids({ $eq: 1, $ne: 2 })).toEqual([2]);
  expect(await ids({ $in: [1, 2], $size: 2 })).toEqual([1]);
});

const near = { $geoNear: { near: place(0), key: 'loc', spherical: true, distanceField: 'm' } };
const visits = [
  { _id: 'v1', nurse: 1 },
  { _id: 'v2', nurse: 2 },
];
const nurses: Doc[] = [
  { _id: 1, loc: place(0), inner: { kept: true } },
  { _id: 2, loc: place(1), inner: { kept: true } },
];
const join = (as: string): Doc => ({ $lookup: { from: 'visits', localField: '_id', foreignField: 'nurse', as } });

test('a join behind $geoNear writes into its own copies, never into stored documents or what is inside them', async () => {
  const run = pipelineOver(nurses, { visits }, [plain]);
  const found = await run(near, join('visits'), join('inner.visits'));
  expect(found.map(({ visits: joined }) => joined)).toEqual([[visits[0]], [visits[1]]]);
  expect(found.map(({ inner }) => inner)).toEqual([
    { kept: true, visits: [visits[0]] },
    { kept: true, visits: [visits[1]] },
  ]);
  expect(await run({ $sort: { _id: 1 } })).toEqual(nurses);
});

test('pipelines side by side do not see what the other one joins', async () => {
  const run = pipelineOver(nurses, { visits }, [plain]);
  const facet = { $facet: { one: [join('x'), { $limit: 1 }], two: [join('y'), { $limit: 1 }] } };
  const [sides] = (await run(near, facet)) as { one: Doc[]; two: Doc[] }[];
  expect([sides?.one, sides?.two].map((list) => Object.keys(list?.[0] ?? {}))).toEqual([
    ['_id', 'loc', 'inner', 'm', 'x'],
    ['_id', 'loc', 'inner', 'm', 'y'],
  ]);
});

test('what is joined may hold the whole document as it was before', async () => {
  const run = pipelineOver(nurses, { visits: [{ _id: 'v' }] }, [plain]);
  const whole = { from: 'visits', let: { me: '$$ROOT' }, pipeline: [{ $project: { me: '$$me' } }], as: 'joined' };
  const [first] = await run(near, { $lookup: whole });
  expect(first?.joined).toEqual([{ _id: 'v', me: { ...nurses[0], m: 0 } }]);
});
