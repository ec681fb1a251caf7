import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver(
  [
    { _id: 1, fen: 10 },
    { _id: 2, fen: 30 },
  ],
  { other: [{ _id: 'x' }] },
);

test('several pipelines over the same documents', async () => {
  const stages = {
    count: [{ $count: 'n' }],
    most: [{ $sort: { fen: -1 } }, { $limit: 1 }],
    none: [{ $match: { fen: 99 } }],
    all: [],
    joined: [{ $limit: 1 }, { $lookup: { from: 'other', pipeline: [], as: 'o' } }],
  };
  expect(await run({ $facet: stages })).toEqual([
    {
      count: [{ n: 2 }],
      most: [{ _id: 2, fen: 30 }],
      none: [],
      all: [
        { _id: 1, fen: 10 },
        { _id: 2, fen: 30 },
      ],
      joined: [{ _id: 1, fen: 10, o: [{ _id: 'x' }] }],
    },
  ]);
});

test('gives one document also when there is none before', async () => {
  expect(await run({ $match: { _id: 9 } }, { $facet: { a: [{ $count: 'n' }] } })).toEqual([{ a: [] }]);
});

test.each<[Doc, string]>([
  [{ $facet: 1 }, 'the $facet specification must be a non-empty object, but found: 1'],
  [{ $facet: {} }, 'the $facet specification must be a non-empty object, but found: {}'],
  [{ $facet: { a: 1 } }, 'arguments to $facet must be arrays, a is type int'],
  [{ $facet: { a: [1] } }, 'elements of arrays in $facet spec must be non-empty objects, a argument contained'],
  [{ $facet: { $a: [] } }, "FieldPath field names may not start with '$'."],
  [{ $facet: { 'a.b': [] } }, "FieldPath field names may not contain '.'."],
  [{ $facet: { a: [{ $facet: {} }] } }, '$facet is not allowed to be used within a $facet stage'],
  [{ $facet: { a: [{ $geoNear: {} }] } }, '$geoNear is not allowed to be used within a $facet stage'],
  [{ $facet: { a: [{ $out: 'x' }] } }, '$out is not allowed to be used within a $facet stage'],
  [{ $facet: { a: [{}] } }, 'A pipeline stage specification object must contain exactly one field.'],
])('refuses %j', expectRefusal);
