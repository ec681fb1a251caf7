import * as fc from 'fast-check';
import { EngineError, type Doc, type Engine } from '../engine';
import { openEngine } from '../open';

/** Whatever stands in a stage: it runs, or it is refused in words. Nothing else may come out. */

const stages = [
  ...['$addFields', '$bucket', '$bucketAuto', '$count', '$facet', '$geoNear', '$graphLookup', '$group', '$limit'],
  ...['$lookup', '$match', '$project', '$redact', '$replaceRoot', '$replaceWith', '$sample', '$set', '$skip', '$sort'],
  ...['$sortByCount', '$unionWith', '$unset', '$unwind', '$out'],
];
const options = [
  ...['as', 'boundaries', 'buckets', 'coll', 'connectFromField', 'connectToField', 'default', 'depthField', 'from'],
  ...[
    'distanceField',
    'foreignField',
    'granularity',
    'groupBy',
    'includeArrayIndex',
    'includeLocs',
    'key',
    'let',
    '_id',
  ],
  ...['localField', 'maxDepth', 'near', 'newRoot', 'output', 'path', 'pipeline', 'query', 'size', 'spherical', 'limit'],
  ...['startWith', 'restrictSearchWithMatch', 'preserveNullAndEmptyArrays', 'maxDistance', 'a', 'l', 'l.x', '$sum'],
  ...['$add', '$push', '$expr', '$eq', '$gt', '$match', '$cond', '$meta', '$literal', '__proto__.x', 'constructor'],
];
const scalar = fc.oneof(
  fc.constantFrom(
    't',
    '$a',
    '$l',
    '$l.x',
    '$$ROOT',
    '$$CURRENT',
    '$$KEEP',
    '$',
    '$$',
    'a.b',
    '.',
    '',
    'R5',
    'E6',
    '$loc',
  ),
  fc.constantFrom('__proto__', '__proto__.x', 'constructor', '$constructor', '$toString.x', 'a.__proto__.b'),
  fc.constantFrom(0, 1, -1, 2, 1.5, NaN, Infinity, 5e-324, 1e308, null, true, false, new Date(0)),
);
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...options, ...stages), tie('value'), { maxKeys: 5 }),
  ),
})).value;
const anything = fc.tuple(fc.constantFrom(...stages), value).map(([name, argument]): Doc => ({ [name]: argument }));

const point = { type: 'Point', coordinates: [0, 0] };
const search = { from: 't', startWith: '$a', connectFromField: 'a', connectToField: '_id', as: 'found', maxDepth: 2 };
const valid: readonly Doc[] = [
  { $addFields: { 'l.x': { $add: ['$a', 1] }, o: { p: '$l' } } },
  { $bucket: { groupBy: '$a', boundaries: [0, 1, 5], default: 'x', output: { n: { $sum: 1 } } } },
  { $bucketAuto: { groupBy: '$_id', buckets: 2, granularity: 'R5', output: { n: { $avg: '$a' } } } },
  { $facet: { a: [{ $count: 'n' }], b: [{ $limit: 1 }] } },
  { $geoNear: { near: point, distanceField: 'd', query: { a: 1 }, includeLocs: 'at', maxDistance: 1e6, limit: 5 } },
  { $graphLookup: { ...search, depthField: 'd', restrictSearchWithMatch: { a: { $gt: 0 } } } },
  {
    $group: { _id: { a: '$a', l: '$l' }, list: { $push: '$$ROOT' }, most: { $max: '$l' }, o: { $mergeObjects: '$o' } },
  },
  { $lookup: { from: 't', localField: 'l.x', foreignField: 'a', as: 'o.p' } },
  { $lookup: { from: 't', let: { v: '$a' }, pipeline: [{ $match: { $expr: { $eq: ['$a', '$$v'] } } }], as: 'l.x' } },
  { $match: { a: { $in: [1, null] }, $or: [{ 'l.x': 1 }, { $expr: { $gt: ['$a', 0] } }] } },
  { $project: { a: 1, l: { x: 1, y: '$a' }, 'o.p': { $literal: 0 } } },
  { $redact: { $cond: [{ $eq: ['$x', 1] }, '$$PRUNE', '$$DESCEND'] } },
  { $replaceRoot: { newRoot: { a: '$l', l: { $ifNull: ['$a', 2] } } } },
  { $sort: { a: 1, 'l.x': -1 } },
  { $unionWith: { coll: 't', pipeline: [{ $skip: 1 }] } },
  { $unset: ['a', 'l.x'] },
  { $unwind: { path: '$l', includeArrayIndex: 'o.i', preserveNullAndEmptyArrays: true } },
];

/** A copy with one of its inner values, counted from the outside, replaced. */
function changed(whole: unknown, at: { left: number }, replacement: unknown): unknown {
  at.left -= 1;
  if (at.left === 0) return replacement;
  if (Array.isArray(whole)) return whole.map((part) => changed(part, at, replacement));
  if (typeof whole !== 'object' || whole === null) return whole;
  return Object.fromEntries(Object.entries(whole).map(([name, part]) => [name, changed(part, at, replacement)]));
}

const almostValid = fc
  .tuple(fc.constantFrom(...valid), fc.integer({ min: 2, max: 25 }), value)
  .map(([whole, position, replacement]) => changed(whole, { left: position }, replacement) as Doc);
const stage = fc.oneof({ weight: 1, arbitrary: anything }, { weight: 5, arbitrary: almostValid });

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ now: () => 0 });
  await engine.createCollection('t');
  await engine.createIndex('t', { name: 'loc', keys: { loc: '2dsphere' } });
  await engine.insert('t', [
    { _id: 1, a: 1, l: [{ x: 1 }, [2], 'y'], loc: { type: 'Point', coordinates: [1, 1] }, constructor: 5 },
    { _id: 2, a: null, l: { x: new Date(0) } },
  ]);
});
afterAll(() => engine.close());

test('random stages run or are refused in words', async () => {
  const before = JSON.stringify(await engine.find('t', {}));
  await fc.assert(
    fc.asyncProperty(fc.array(stage, { minLength: 1, maxLength: 3 }), async (pipeline) => {
      const outcome = await engine.aggregate('t', pipeline).catch((cause: unknown) => cause);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(EngineError);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 3000) },
  );
  expect(JSON.stringify(await engine.find('t', {}))).toBe(before);
  expect(({} as Doc).x).toBeUndefined();
});
