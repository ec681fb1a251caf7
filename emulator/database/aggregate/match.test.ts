import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  { _id: 1, fen: 100, limit: 50, city: 'Wuhan' },
  { _id: 2, fen: 20, limit: 50, city: 'Wuhan' },
  { _id: 3, fen: 70, limit: 70, city: null },
  { _id: 4, limit: 1 },
]);
const ids = async (...stages: Parameters<typeof run>) => (await run(...stages)).map(({ _id: id }) => id);

test('the query language of find', async () => {
  expect(await ids({ $match: { city: 'Wuhan', fen: { $gt: 50 } } })).toEqual([1]);
  expect(await ids({ $match: { city: null } })).toEqual([3, 4]);
  expect(await ids({ $match: {} })).toEqual([1, 2, 3, 4]);
});

test('compares fields with $expr, also together with a query', async () => {
  expect(await ids({ $match: { $expr: { $gt: ['$fen', '$limit'] } } })).toEqual([1]);
  expect(await ids({ $match: { city: 'Wuhan', $expr: { $lt: ['$fen', '$limit'] } } })).toEqual([2]);
  expect(await ids({ $match: { $or: [{ _id: 4 }, { $expr: { $eq: ['$fen', '$limit'] } }] } })).toEqual([3, 4]);
});

test('several at the start count together, and pages are cut behind all of them', async () => {
  expect(await ids({ $match: { city: 'Wuhan' } }, { $match: { fen: { $lt: 50 } } })).toEqual([2]);
  const sorted = [{ $match: { $expr: { $gte: ['$limit', 50] } } }, { $sort: { _id: -1 } }];
  expect(await ids(...sorted, { $skip: 1 }, { $limit: 1 })).toEqual([2]);
  expect(await ids({ $match: { fen: { $gt: 0 } } }, { $skip: 1 }, { $limit: 1 })).toEqual([2]);
  expect(await ids({ $limit: 2 }, { $match: { fen: { $lt: 50 } } })).toEqual([2]);
});

test('behind a stage that changes the field it sees the changed one', async () => {
  expect(await ids({ $addFields: { fen: { $literal: 1 } } }, { $match: { fen: 100 } })).toEqual([]);
  expect(await ids({ $project: { fen: '$limit' } }, { $match: { fen: 1 } })).toEqual([4]);
});

test.each<[Parameters<typeof expectRefusal>[0], string]>([
  [{ $match: 'x' }, 'the match filter must be an expression in an object'],
  [{ $match: { a: { $foo: 1 } } }, 'unknown operator: $foo'],
  [{ $match: { a: { $nearSphere: [0, 0] } } }, '$geoNear, $near, and $nearSphere are not allowed in this context'],
  [{ $match: { $expr: { $foo: 1 } } }, "Unrecognized expression '$foo'"],
  [{ $match: { $text: { $search: 'x' } } }, '$text'],
  [{ $match: { $where: 'true' } }, '$where'],
])('refuses %j', expectRefusal);
