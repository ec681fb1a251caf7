import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

test('an empty pipeline gives the documents', async () => {
  expect(await pipelineOver([{ _id: 1 }])()).toEqual([{ _id: 1 }]);
});

test.each<[Doc, string]>([
  [{}, 'A pipeline stage specification object must contain exactly one field.'],
  [{ $match: {}, $sort: { a: 1 } }, 'A pipeline stage specification object must contain exactly one field.'],
  [{ $frobnicate: {} }, "Unrecognized pipeline stage name: '$frobnicate'"],
  [{ match: {} }, "Unrecognized pipeline stage name: 'match'"],
  [{ constructor: {} }, "Unrecognized pipeline stage name: 'constructor'"],
  [{ $setWindowFields: {} }, "Unrecognized pipeline stage name: '$setWindowFields'"],
  [{ $merge: 'x' }, '$merge is not allowed: aggregation only reads here'],
  [{ $out: 'x' }, '$out is not allowed: aggregation only reads here'],
  [{ $indexStats: {} }, '$indexStats is not allowed: it looks at the server'],
  [{ $collStats: {} }, '$collStats is not allowed'],
  [{ $planCacheStats: {} }, '$planCacheStats is not allowed'],
  [{ $currentOp: {} }, '$currentOp is not allowed'],
  [{ $listSessions: {} }, '$listSessions is not allowed'],
  [{ $listLocalSessions: {} }, '$listLocalSessions is not allowed'],
  [{ $changeStream: {} }, '$changeStream is not allowed: watch() is how changes are followed'],
  [{ $search: {} }, '$search is not allowed: there is no text search'],
])('refuses %j', expectRefusal);

test.each<[Doc]>([
  [{ $count: '__proto__' }],
  [{ $project: { '__proto__.x': 1 } }],
  [{ $addFields: { 'a.__proto__': 1 } }],
  [{ $unset: '__proto__' }],
  [{ $unwind: { path: '$l', includeArrayIndex: '__proto__.i' } }],
  [{ $lookup: { from: 'other', pipeline: [], as: '__proto__.x' } }],
])('refuses a name that JavaScript would take for something else: %j', (stage) =>
  expectRefusal(stage, "field name '__proto__' is not allowed"),
);

test('a whole pipeline is checked before any document is looked at', async () => {
  const run = pipelineOver([{ _id: 1, a: 'x' }]);
  const failing = { $project: { b: { $divide: ['$a', 2] } } };
  await expect(run(failing, { $frobnicate: 1 })).rejects.toThrow('$frobnicate');
});

test('no document more is worked on than the stages behind ask for', async () => {
  const run = pipelineOver([
    { _id: 1, a: 4 },
    { _id: 2, a: 'no number' },
  ]);
  const half = { $project: { half: { $divide: ['$a', 2] } } };
  expect(await run(half, { $limit: 1 })).toEqual([{ _id: 1, half: 2 }]);
  await expect(run(half)).rejects.toThrow('$divide');
});

test('a dated leading match comes from the engine clock', async () => {
  const run = pipelineOver([
    { _id: 1, at: new Date(1_599_999_990_000) },
    { _id: 2, at: new Date(1_600_000_000_001) },
  ]);
  expect(await run({ $match: { at: { $lt: { $tcb_server_date: { offset: 0 } } } } }, { $count: 'n' })).toEqual([
    { n: 1 },
  ]);
});
