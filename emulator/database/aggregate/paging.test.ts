import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  { _id: 1, a: 3, b: 'x' },
  { _id: 2, a: 1, b: 'y' },
  { _id: 3, a: [2, 9] },
  { _id: 4 },
  { _id: 5, a: 1, b: 'x' },
]);
const ids = async (...stages: Doc[]) => (await run(...stages)).map(({ _id: id }) => id);
/** Keeps the stages behind it from becoming part of the search in the collection. */
const wall = { $addFields: { wall: 1 } };

test.each([[[]], [[wall]]])('sort, skip, limit behind %j', async (before) => {
  expect(await ids(...before, { $sort: { a: 1, _id: -1 } })).toEqual([4, 5, 2, 3, 1]);
  expect(await ids(...before, { $sort: { a: -1, _id: 1 } })).toEqual([3, 1, 2, 5, 4]);
  expect(await ids(...before, { $sort: { a: 1 } }, { $limit: 3 })).toEqual([4, 2, 5]);
  expect(await ids(...before, { $sort: { a: 1 } }, { $skip: 2 }, { $limit: 2 })).toEqual([5, 3]);
  expect(await ids(...before, { $sort: { a: 1 } }, { $limit: 2 }, { $skip: 1 })).toEqual([2]);
  expect(await ids(...before, { $skip: 4 })).toEqual([5]);
  expect(await ids(...before, { $skip: 9 })).toEqual([]);
  expect(await ids(...before, { $skip: 0 }, { $limit: 1.9 })).toEqual([1]);
});

test('a limited sort gives what a full sort gives, equal ones in their order', async () => {
  const many = pipelineOver(Array.from({ length: 300 }, (_, i) => ({ _id: i, a: (i * 37) % 11, b: (i * 13) % 7 })));
  const full = await many(wall, { $sort: { a: -1, b: 1 } });
  for (const most of [1, 2, 7, 100, 299, 300, 500]) {
    expect(await many(wall, { $sort: { a: -1, b: 1 } }, { $limit: most })).toEqual(full.slice(0, most));
  }
  expect(await many(wall, { $sort: { a: -1, b: 1 } }, { $skip: 50 }, { $limit: 5 })).toEqual(full.slice(50, 55));
});

test('count', async () => {
  expect(await run({ $match: { b: 'x' } }, { $count: 'found' })).toEqual([{ found: 2 }]);
  expect(await run({ $match: { b: 'z' } }, { $count: 'found' })).toEqual([]);
});

test('sample takes different documents, at most all', async () => {
  expect((await ids({ $sample: { size: 99 } })).sort()).toEqual([1, 2, 3, 4, 5]);
  const three = await ids({ $sample: { size: 3 } });
  expect(three).toHaveLength(3);
  expect(new Set(three).size).toBe(3);
  expect(await ids({ $sample: { size: 0 } })).toEqual([]);
});

test('every document is drawn some time', async () => {
  const drawn = new Set<unknown>();
  for (let i = 0; i < 400 && drawn.size < 5; i += 1) drawn.add((await ids({ $sample: { size: 1 } }))[0]);
  expect(drawn.size).toBe(5);
});

test('there is no limit of 100', async () => {
  const many = pipelineOver(Array.from({ length: 1500 }, (_, i) => ({ _id: i })));
  expect(await many()).toHaveLength(1500);
});

test.each<[Doc, string]>([
  [{ $sort: 'a' }, 'the $sort key specification must be an object'],
  [{ $sort: {} }, '$sort stage must have at least one sort key'],
  [{ $sort: { a: 2 } }, '$sort key ordering must be 1 (for ascending) or -1 (for descending)'],
  [{ $sort: { a: 'up' } }, 'Illegal key in $sort specification: a: "up"'],
  [{ $sort: { a: { $meta: 'textScore' } } }, '$meta is not supported in $sort'],
  [{ $sort: { a: { b: 1 } } }, '$meta is the only expression supported by $sort right now'],
  [{ $sort: { $a: 1 } }, "FieldPath field names may not start with '$'."],
  [{ $limit: '1' }, 'the limit must be specified as a number'],
  [{ $limit: 0 }, 'the limit must be positive'],
  [{ $limit: -5 }, 'the limit must be positive'],
  [{ $skip: 'x' }, 'Argument to $skip must be a number'],
  [{ $skip: -1 }, 'Argument to $skip cannot be negative'],
  [{ $count: 1 }, 'the count field must be a non-empty string'],
  [{ $count: '' }, 'the count field must be a non-empty string'],
  [{ $count: '$n' }, 'the count field cannot be a $-prefixed path'],
  [{ $count: 'a.b' }, "the count field cannot contain '.'"],
  [{ $sample: 3 }, 'the $sample stage specification must be an object'],
  [{ $sample: {} }, '$sample stage must specify a size'],
  [{ $sample: { size: 'x' } }, 'size argument to $sample must be a number'],
  [{ $sample: { size: -1 } }, 'size argument to $sample must not be negative'],
  [{ $sample: { size: 1, seed: 2 } }, 'unrecognized option to $sample: seed'],
])('refuses %j', expectRefusal);
