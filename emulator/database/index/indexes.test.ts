import * as fc from 'fast-check';
import type { Doc, Engine, IndexSpec } from '../engine';
import { Collection } from '../collection';
import { committedView } from '../read/view';
import { select } from '../read/select';
import { openEngine } from '../open';
import { deepFreeze } from '../values/clone';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ now: () => 0 });
  await engine.createCollection('c');
});
afterEach(() => engine.close());

const duplicateOf = (key: string, name: string, insert: boolean) => ({
  code: 'DATABASE_REQUEST_FAILED',
  message: insert
    ? `[FailedOperation.Insert] bulk write error: [{E11000 duplicate key error collection: tnt-local.c index: ${name} dup key: { ${key} }}]`
    : `[FailedOperation] multiple write errors: [{write errors: [{E11000 duplicate key error collection: tnt-local.c index: ${name} dup key: { ${key} }}]}, {<nil>}]`,
});

describe('unique', () => {
  const unique = (keys: IndexSpec['keys']) => engine.createIndex('c', { name: 'u', keys, unique: true });

  test('refuses a second document on insert and on update, in the platform’s words', async () => {
    await unique({ k: 1 });
    await engine.insert('c', [
      { _id: 1, k: 'K' },
      { _id: 2, k: 5 },
    ]);
    await expect(engine.insert('c', [{ k: 'K' }])).rejects.toMatchObject(duplicateOf('k: "K"', 'u', true));
    const update = engine.update('c', { query: { _id: 2 }, update: { $set: { k: 'K' } } });
    await expect(update).rejects.toMatchObject(duplicateOf('k: "K"', 'u', false));
    expect((await engine.update('c', { query: { _id: 1 }, update: { $set: { k: 'K', x: 1 } } })).updated).toBe(1);
  });

  test('missing counts as null, once', async () => {
    await unique({ k: 1 });
    await engine.insert('c', [{ _id: 1 }]);
    await expect(engine.insert('c', [{ k: null }])).rejects.toMatchObject(duplicateOf('k: null', 'u', true));
  });

  test('compound, and free again after removal or change', async () => {
    await unique({ a: 1, b: -1 });
    await engine.insert('c', [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
    ]);
    await expect(engine.insert('c', [{ a: 1, b: 2 }])).rejects.toMatchObject(duplicateOf('a: 1, b: 2', 'u', true));
    await engine.update('c', { query: { _id: 2 }, update: { $set: { b: 3 } } });
    await engine.remove('c', { _id: 1 }, false);
    expect(
      await engine.insert('c', [
        { _id: 3, a: 1, b: 2 },
        { _id: 4, a: 1, b: 1 },
      ]),
    ).toEqual([3, 4]);
  });

  test('over a list each element counts, within one document it may repeat', async () => {
    await unique({ k: 1 });
    await engine.insert('c', [{ _id: 1, k: ['a', 'a', 'b'] }]);
    await expect(engine.insert('c', [{ k: 'b' }])).rejects.toThrow('E11000');
  });

  test('of several documents in one insert those before the duplicate stay', async () => {
    await unique({ k: 1 });
    await expect(
      engine.insert('c', [
        { _id: 1, k: 1 },
        { _id: 2, k: 1 },
        { _id: 3, k: 3 },
      ]),
    ).rejects.toThrow('E11000');
    expect(await engine.count('c')).toBe(1);
  });

  test('cannot be built over duplicates', async () => {
    await engine.insert('c', [{ k: 1 }, { k: 1 }]);
    await expect(unique({ k: 1 })).rejects.toThrow('E11000');
    expect(engine.indexes('c')).toEqual([]);
  });
});

describe('definitions', () => {
  test('the same again is nothing, another under that name is refused, dropping works once', async () => {
    const spec: IndexSpec = { name: 'i', keys: { a: 1 } };
    await engine.createIndex('c', spec);
    await engine.createIndex('c', spec);
    expect(engine.indexes('c')).toEqual([spec]);
    await expect(engine.createIndex('c', { name: 'i', keys: { b: 1 } })).rejects.toThrow('same name');
    await engine.dropIndex('c', 'i');
    await expect(engine.dropIndex('c', 'i')).rejects.toThrow('index not found');
  });

  test('two lists side by side cannot be indexed', async () => {
    await engine.createIndex('c', { name: 'i', keys: { a: 1, b: 1 } });
    await expect(engine.insert('c', [{ a: [1, 2], b: [1, 2] }])).rejects.toThrow('cannot index parallel arrays');
    expect(await engine.count('c')).toBe(0);
  });
});

describe('plans', () => {
  beforeEach(async () => {
    await engine.insert(
      'c',
      Array.from({ length: 200 }, (_, i) => ({ _id: i, a: i % 10, b: i % 7, k: `k${i}` })),
    );
    await engine.createIndex('c', { name: 'ab', keys: { a: 1, b: -1 } });
    await engine.createIndex('c', { name: 'k', keys: { k: 1 }, unique: true });
  });
  const explain = (query: Doc, order?: [string, 1 | -1][], limit?: number) =>
    engine.explain('c', { query, order, limit });

  test.each<[Doc, [string, 1 | -1][] | undefined, number | undefined, string | null, number]>([
    [{ _id: 5 }, undefined, undefined, '_id_', 1],
    [{ _id: { $in: [5, 6, 999] }, a: 5 }, undefined, undefined, '_id_', 2],
    [{ k: 'k7' }, undefined, undefined, 'k', 1],
    [{ _id: { $gt: 150 } }, [['_id', 1]], 10, '_id_', 10],
    [{}, [['_id', -1]], 5, '_id_', 5],
    [{ a: 3 }, [['_id', 1]], undefined, 'ab', 20],
    [{ a: 3 }, undefined, undefined, 'ab', 20],
    [{ a: 3, b: 2 }, undefined, undefined, 'ab', 3],
    [{ a: { $in: [3, 4] } }, undefined, undefined, 'ab', 40],
    [{ a: 3, b: { $gte: 5 } }, undefined, undefined, 'ab', 6],
    [{ $and: [{ a: 3 }, { b: 2 }] }, undefined, undefined, 'ab', 3],
    [{ a: 3 }, [['b', -1]], 2, 'ab', 2],
    [{ a: 3 }, [['b', 1]], 2, 'ab', 2],
    [
      {},
      [
        ['a', -1],
        ['b', 1],
      ],
      2,
      'ab',
      2,
    ],
    [
      {},
      [
        ['a', 1],
        ['b', 1],
      ],
      2,
      null,
      200,
    ],
    [{ b: 3 }, undefined, undefined, null, 200],
    [{ $or: [{ a: 3 }] }, undefined, undefined, 'ab', 20],
  ])('%j sorted %j, first %s: %s examines %d', async (query, order, limit, index, examined) => {
    expect(await explain(query, order, limit)).toMatchObject({ index, examined });
  });
});

describe('lists in an index', () => {
  beforeEach(async () => {
    await engine.createIndex('c', { name: 'a', keys: { a: 1 } });
    await engine.insert('c', [
      { _id: 'wide', a: [1, 9] },
      { _id: 'two', a: 2 },
      { _id: 'six', a: [6, 7] },
      { _id: 'twice', a: [4, 4.5, 5] },
    ]);
  });
  const ids = async (query: Doc, order?: [string, 1 | -1][]) =>
    (await engine.find('c', { query, order })).map(({ _id: id }) => id);

  test('different elements may pass the two sides of a range', async () => {
    expect((await ids({ a: { $gt: 5, $lt: 3 } })).sort()).toEqual(['wide']);
    expect((await ids({ a: { $gt: 3, $lt: 8 } })).sort()).toEqual(['six', 'twice', 'wide']);
  });

  test('give each document once, sorted by its smallest or largest', async () => {
    expect(await ids({ a: { $gte: 4 } }, [['a', 1]])).toEqual(['wide', 'twice', 'six']);
    expect(await ids({}, [['a', -1]])).toEqual(['wide', 'six', 'twice', 'two']);
    expect(await engine.count('c', { a: { $in: [4, 5, 6, 7] } })).toBe(2);
  });
});

const scalar = fc.oneof(
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom('a', 'b', ''),
  fc.constant(null),
  fc.boolean(),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }));
const docs = fc.array(
  fc.record(
    { a: value, b: scalar, o: fc.oneof(fc.record({ x: value }), fc.array(fc.record({ x: scalar }), { maxLength: 2 })) },
    { requiredKeys: [] },
  ),
  { maxLength: 25 },
);
const condition = fc.oneof(
  scalar,
  scalar.map((operand) => ({ $gt: operand })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lte: high })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gt: low, $lt: high })),
  fc.array(scalar, { maxLength: 3 }).map((operand) => ({ $in: operand })),
  scalar.map((operand) => ({ $ne: operand })),
);
const query = fc.dictionary(fc.constantFrom('a', 'b', 'o.x'), condition, { maxKeys: 3 });
const direction = fc.constantFrom<1 | -1>(1, -1);
/** `a` and `o.x` may both be lists, which cannot be sorted by together. */
const order = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b'), direction), {
  maxLength: 2,
  selector: ([path]) => path,
});
const keys = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'o.x'), direction), {
    minLength: 1,
    maxLength: 2,
    selector: ([path]) => path,
  })
  .map((list) => Object.fromEntries(list));

test('finds the same in the same order with and without indexes, also after changes', () => {
  fc.assert(
    fc.property(docs, docs, fc.array(keys, { maxLength: 3 }), query, order, (before, after, specs, asked, sort) => {
      const collection = new Collection('c');
      for (const [i, one] of specs.entries()) {
        collection.indexes.install(collection.indexes.prepare({ name: `i${i}`, keys: one as IndexSpec['keys'] }));
      }
      const put = (list: readonly Doc[]) => {
        for (const [id, doc] of list.entries()) {
          const stored = deepFreeze({ _id: id, ...doc });
          try {
            for (const index of collection.indexes.all()) index.keysOf(stored);
          } catch (error) {
            // Refused before they get here; anything else is a fault of the index.
            if (!String(error).includes('parallel arrays')) throw error;
            continue;
          }
          collection.apply(id, stored, 1, false);
        }
      };
      put(before);
      put(after);
      const total: [string, 1 | -1][] = [...sort, ['_id', 1]];
      const wanted = { query: asked, order: total };
      const run = (more: { ignoreIndexes?: boolean; limit?: number }) =>
        select(collection, committedView(collection), { ...wanted, ...more }).docs;
      expect(run({})).toEqual(run({ ignoreIndexes: true }));
      expect(run({ limit: 3 })).toEqual(run({ ignoreIndexes: true, limit: 3 }));
      const set = (list: readonly Doc[]) => list.map(({ _id: id }) => id).sort();
      const unsorted = (ignoreIndexes: boolean) =>
        set(select(collection, committedView(collection), { query: asked, ignoreIndexes }).docs);
      expect(unsorted(false)).toEqual(unsorted(true));
      const byOrder = select(collection, committedView(collection), { query: asked, order: sort });
      expect(set(byOrder.docs)).toEqual(unsorted(true));
    }),
    { numRuns: 1500 },
  );
});
