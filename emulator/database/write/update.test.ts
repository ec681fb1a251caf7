import { type Doc, type Engine, EngineError } from '../engine';
import { openEngine } from '../open';

const nowMs = 1_700_000_000_000;
let engine: Engine;

beforeEach(async () => {
  engine = await openEngine({ now: () => nowMs });
  await engine.createCollection('c');
  await engine.insert('c', [
    { _id: 'past', at: new Date(nowMs - 1) },
    { _id: 'future', at: new Date(nowMs + 1) },
  ]);
});

afterEach(() => engine.close());

const past = { $expr: { $lt: ['$at', '$$NOW'] } };

test.each<[string, { query: Doc; update: Doc; multi?: boolean; upsert?: boolean; replace?: boolean }, string]>([
  [
    'many replaced',
    { query: {}, update: { a: 1 }, multi: true, replace: true },
    'multi update is not supported for replacement-style update',
  ],
  [
    'an expression in an upsert',
    { query: { $and: [{ a: 1 }, past] }, update: { $set: { a: 1 } }, upsert: true },
    '$expr is not allowed in the query predicate for an upsert',
  ],
  [
    'another id for a new document',
    { query: { _id: 'k' }, update: { _id: 'z' }, upsert: true, replace: true },
    `the (immutable) field '_id' was found to have been altered to _id: "z"`,
  ],
  [
    'another id for a document',
    { query: { _id: 'past' }, update: { _id: 'z' }, replace: true },
    `the (immutable) field '_id' was found to have been altered to _id: "z"`,
  ],
  [
    'an operator without fields',
    { query: {}, update: { $set: {} } },
    "'$set' is empty. You must specify a field like so",
  ],
])('refused: %s', async (_name, options, text) => {
  const refusal = engine.update('c', options);
  await expect(refusal).rejects.toThrow(EngineError);
  await expect(refusal).rejects.toThrow(text);
  expect(await engine.count('c', {})).toBe(2);
});

test("$$NOW is the engine's clock wherever a query is", async () => {
  expect((await engine.find('c', { query: past })).map(({ _id: id }) => id)).toEqual(['past']);
  expect(await engine.count('c', past)).toBe(1);
  expect(await engine.updateAndReturn('c', past, { $set: { seen: 1 } })).toMatchObject({ _id: 'past' });
  expect(await engine.update('c', { query: past, update: { $set: { seen: 2 } }, multi: true })).toMatchObject({
    matched: 1,
  });
  expect(await engine.remove('c', past, true)).toBe(1);
});

test('long lists are compared by value without comparing each with each', async () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => i);
  const documents = numbers.map((n) => ({ n }));
  await engine.insert('c', [{ _id: 'list', a: numbers.slice(0, 10_000), d: documents.slice(0, 10_000) }]);
  const change = (update: Doc) => engine.updateAndReturn('c', { _id: 'list' }, update);
  expect(await change({ $addToSet: { a: { $each: numbers }, d: { $each: documents } } })).toEqual({
    _id: 'list',
    a: numbers,
    d: documents,
  });
  expect(await change({ $pullAll: { a: numbers.slice(1), d: documents.slice(1) } })).toEqual({
    _id: 'list',
    a: [0],
    d: [{ n: 0 }],
  });
});
