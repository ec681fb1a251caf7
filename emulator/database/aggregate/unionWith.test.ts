import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([{ _id: 1, n: 1 }], {
  more: [
    { _id: 1, n: 1 },
    { _id: 2, n: 5 },
  ],
});

test('these documents, then the others; the same document may come twice', async () => {
  expect(await run({ $unionWith: 'more' })).toEqual([
    { _id: 1, n: 1 },
    { _id: 1, n: 1 },
    { _id: 2, n: 5 },
  ]);
  const pipeline = [{ $match: { n: { $gt: 1 } } }, { $project: { n: 1, _id: 0 } }];
  expect(await run({ $unionWith: { coll: 'more', pipeline } }, { $sort: { n: -1 } })).toEqual([
    { n: 5 },
    { _id: 1, n: 1 },
  ]);
  expect(await run({ $unionWith: { coll: 'more' } }, { $group: { _id: null, n: { $sum: '$n' } } })).toEqual([
    { _id: null, n: 7 },
  ]);
});

test('a collection that does not exist adds nothing', async () => {
  expect(await run({ $unionWith: 'nowhere' })).toEqual([{ _id: 1, n: 1 }]);
});

test.each<[Doc, string]>([
  [{ $unionWith: 1 }, 'the $unionWith stage specification must be an object or string, but found int'],
  [{ $unionWith: { pipeline: [] } }, "BSON field '$unionWith.coll' is missing but a required field"],
  [{ $unionWith: { coll: 1 } }, "BSON field '$unionWith.coll' is the wrong type 'int', expected type 'string'"],
  [{ $unionWith: { coll: 'other', as: 'x' } }, "BSON field '$unionWith.as' is an unknown field."],
  [{ $unionWith: { coll: 'other', pipeline: 1 } }, "'pipeline' option must be specified as an array"],
  [
    { $unionWith: { coll: 'other', pipeline: [{ $merge: 'x' }] } },
    "$merge is not allowed within a $unionWith's sub-pipeline",
  ],
])('refuses %j', expectRefusal);
