import type { Engine, IndexSpec } from '../engine';
import { openEngine } from '../open';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ now: () => 0, occupyMs: 0 });
  await engine.createCollection('c');
});
afterEach(() => engine.close());

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 1])) as IndexSpec['keys'];

test.each<[unknown, string]>([
  [{ name: 'x', keys: {} }, 'Index keys cannot be empty.'],
  [{ name: '', keys: { a: 1 } }, 'index names cannot be empty'],
  [{ name: 'x', keys: { '': 1 } }, 'Index keys cannot be an empty field.'],
  [{ name: 'x', keys: { 'a..b': 1 } }, 'Index keys cannot contain an empty field.'],
  [{ name: 'x', keys: { $a: 1 } }, "field name starts with '$'"],
  [{ name: 'x', keys: { 'a.$**': 1 } }, 'wildcard indexes are not supported'],
  [{ name: 'x', keys: { a: 0 } }, 'Values in the index key pattern cannot be 0.'],
  [{ name: 'x', keys: { a: true } }, 'cannot be of type boolean'],
  [{ name: 'x', keys: { a: 'text' } }, 'text indexes are not supported'],
  [{ name: 'x', keys: { a: 'hashed' } }, 'hashed indexes are not supported'],
  [{ name: 'x', keys: { a: '2d' } }, '2d indexes are not supported'],
  [{ name: 'x', keys: { a: 'sorted' } }, "Unknown index plugin 'sorted'"],
  [{ name: 'x', keys: many(33) }, 'too many compound keys'],
  [{ name: 'x', keys: { a: 1 }, partialFilterExpression: { a: 1 } }, 'partial indexes are not supported'],
  [{ name: 'x', keys: { a: 1 }, collation: {} }, "The field 'collation' is not valid for an index specification"],
  [{ name: '_id_', keys: { a: 1 } }, "The index name '_id_' is reserved"],
  [{ name: 'x', keys: { _id: 1 }, unique: false }, "The field 'unique' is not valid for an _id index specification"],
  [{ name: 'x', keys: { a: 1 }, expireAfterSeconds: -1 }, 'cannot be less than 0'],
  [{ name: 'x', keys: { a: 1 }, expireAfterSeconds: 'soon' }, 'must be numeric, but received a type of string'],
  [{ name: 'x', keys: { a: 1 }, expireAfterSeconds: 2 ** 31 }, 'within an acceptable range'],
  [{ name: 'x', keys: { a: 1, b: 1 }, expireAfterSeconds: 1 }, 'compound indexes do not support TTL'],
])('%j is refused', async (spec, text) => {
  await expect(engine.createIndex('c', spec as IndexSpec)).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining(text) as string,
  });
  expect(engine.indexes('c')).toEqual([]);
});

test('32 fields are allowed; the index every collection has may be asked for again', async () => {
  await engine.createIndex('c', { name: 'wide', keys: many(32) });
  await engine.createIndex('c', { name: 'mine', keys: { _id: 1 } });
  expect(engine.indexes('c').map(({ name }) => name)).toEqual(['wide']);
  await expect(engine.dropIndex('c', '_id_')).rejects.toThrow('cannot drop _id index');
});

test('what stands in the way of a new index is said', async () => {
  await engine.createIndex('c', { name: 'i', keys: { a: 1 } });
  const create = (spec: IndexSpec) => engine.createIndex('c', spec);
  await create({ name: 'i', keys: { a: 1 } });
  await expect(create({ name: 'i', keys: { b: 1 } })).rejects.toThrow(
    'An existing index has the same name as the requested index. Requested index: { v: 2, key: { b: 1 }, name: "i" }, ' +
      'existing index: { v: 2, key: { a: 1 }, name: "i" }',
  );
  await expect(create({ name: 'i', keys: { a: 1 }, unique: true })).rejects.toThrow(
    'An equivalent index already exists with the same name but different options.',
  );
  await expect(create({ name: 'j', keys: { a: 1 } })).rejects.toThrow('Index already exists with a different name: i');
  await expect(create({ name: 'j', keys: { a: 1 }, sparse: true })).rejects.toThrow('different name and options');
  await create({ name: 'j', keys: { a: -1 } });
});

test('64 indexes in all, the one over _id among them', async () => {
  for (let i = 0; i < 63; i += 1) await engine.createIndex('c', { name: `i${i}`, keys: { [`f${i}`]: 1 } });
  await expect(engine.createIndex('c', { name: 'last', keys: { last: 1 } })).rejects.toThrow(
    'add index fails, too many indexes for tnt-local.c key:{ last: 1 }',
  );
});

describe('what a document may hold', () => {
  test.each([
    [{ a: [1], b: [2] }, '[b] [a]'],
    [{ a: [], b: [] }, '[b] [a]'],
  ])('two lists side by side cannot be indexed: %j', async (doc, named) => {
    await engine.createIndex('c', { name: 'ab', keys: { a: 1, b: 1 } });
    await expect(engine.insert('c', [doc])).rejects.toThrow(`cannot index parallel arrays ${named}`);
  });

  test('two fields of the elements of one list give their pairs, and a pair is what must be unique', async () => {
    await engine.createIndex('c', { name: 'xy', keys: { 'o.x': 1, 'o.y': 1 }, unique: true });
    await engine.insert('c', [
      {
        _id: 1,
        o: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      },
    ]);
    await engine.insert('c', [{ _id: 2, o: [{ x: 1, y: 4 }] }]);
    await expect(engine.insert('c', [{ o: { x: 3, y: 4 } }])).rejects.toThrow('E11000');
  });

  test('a unique sparse index lets any number of documents go without', async () => {
    await engine.createIndex('c', { name: 's', keys: { s: 1 }, unique: true, sparse: true });
    await engine.insert('c', [{ _id: 1 }, { _id: 2 }, { _id: 3, s: null }]);
    await expect(engine.insert('c', [{ s: null }])).rejects.toThrow('E11000');
  });
});
