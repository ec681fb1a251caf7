import type { Doc, Engine, FindOptions } from '../engine';
import { openEngine } from '../open';

let engine: Engine;
let now = 1_000_000;

beforeEach(async () => {
  engine = await openEngine({ now: () => now });
  await engine.createCollection('c');
});
afterEach(() => engine.close());

const ids = async (options: FindOptions) => (await engine.find('c', options)).map(({ _id: id }) => id);

describe('order', () => {
  const values: Doc[] = [
    { _id: 'text', v: 'a' },
    { _id: 'missing' },
    { _id: 'two', v: 2 },
    { _id: 'null', v: null },
    { _id: 'list', v: [1, 9] },
    { _id: 'empty', v: [] },
    { _id: 'date', v: new Date(0) },
    { _id: 'object', v: { x: 1 } },
    { _id: 'true', v: true },
    { _id: 'five', v: 5 },
  ];

  test.each([false, true])('kinds, lists by smallest upwards and largest downwards (index: %s)', async (indexed) => {
    if (indexed) await engine.createIndex('c', { name: 'v', keys: { v: 1 } });
    await engine.insert('c', values);
    const up = ['empty', 'missing', 'null', 'list', 'two', 'five', 'text', 'object', 'true', 'date'];
    const down = ['date', 'true', 'object', 'text', 'list', 'five', 'two', 'missing', 'null', 'empty'];
    expect(await ids({ order: [['v', 1]] })).toEqual(up);
    expect(await ids({ order: [['v', -1]] })).toEqual(down);
  });

  test('documents asked for by their ids come by id, however they are asked for', async () => {
    await engine.insert('c', [{ _id: 'b' }, { _id: 2 }, { _id: 'a' }, { _id: '1' }]);
    expect(await ids({ query: { _id: { $in: ['b', 'z', 'a', '1', 2, 'b'] } } })).toEqual([2, '1', 'a', 'b']);
    expect(await ids({ query: { _id: { $gt: '' } } })).toEqual(['1', 'a', 'b']);
  });

  test('several keys in their order, then natural order', async () => {
    await engine.insert(
      'c',
      [
        [1, 'x'],
        [2, 'y'],
        [1, 'y'],
        [2, 'x'],
        [1, 'x'],
      ].map(([a, b], i) => ({ _id: i, a, b })),
    );
    expect(
      await ids({
        order: [
          ['a', -1],
          ['b', 1],
        ],
      }),
    ).toEqual([3, 1, 0, 4, 2]);
  });

  test('an updated document keeps its natural place', async () => {
    await engine.insert('c', [{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    await engine.update('c', { query: { _id: 1 }, update: { $set: { a: 1 } } });
    expect(await ids({})).toEqual([1, 2, 3]);
  });
});

describe('pages', () => {
  beforeEach(() =>
    engine.insert(
      'c',
      Array.from({ length: 1200 }, (_, i) => ({ _id: i })),
    ),
  );

  test('100 unless told, 1000 at most', async () => {
    expect((await ids({})).length).toBe(100);
    expect((await ids({ limit: 5000 })).length).toBe(1000);
    expect(await ids({ skip: 1198 })).toEqual([1198, 1199]);
    expect(await ids({ order: [['_id', -1]], skip: 1, limit: 2 })).toEqual([1198, 1197]);
    expect(await engine.count('c')).toBe(1200);
    expect(await engine.count('c', { _id: { $lt: 7 } })).toBe(7);
  });

  test('page by page over ids that come and go', async () => {
    await engine.remove('c', { _id: { $gte: 10 } }, true);
    const after = (id: number) => ids({ query: { _id: { $gt: id } }, order: [['_id', 1]], limit: 3 });
    expect(await after(1)).toEqual([2, 3, 4]);
    await engine.insert('c', [{ _id: 3.5 }, { _id: 'text' }]);
    await engine.remove('c', { _id: 3 }, false);
    await engine.update('c', { query: { _id: 4 }, update: { $set: { seen: true } } });
    expect(await after(1)).toEqual([2, 3.5, 4]);
    expect(await after(8)).toEqual([9]);
  });

  test('refuses what is no page', async () => {
    await expect(ids({ limit: -1 })).rejects.toThrow('limit must be');
    await expect(ids({ skip: 0.5 })).rejects.toThrow('skip must be');
    await expect(ids({ order: [['a', 2 as 1]] })).rejects.toThrow('bad sort specification');
  });
});

describe('projection', () => {
  const doc = { _id: 1, a: 1, o: { x: 1, y: [{ p: 1, q: 2 }, { q: 3 }, 7] }, l: [1, 2, 3, 4] };
  beforeEach(() => engine.insert('c', [doc]));

  test.each<[Doc, Doc]>([
    [{ a: 1 }, { _id: 1, a: 1 }],
    [{ a: true, _id: 0 }, { a: 1 }],
    [{ _id: 1 }, { _id: 1 }],
    [{ _id: 0 }, { a: 1, o: doc.o, l: doc.l }],
    [{ 'o.x': 1 }, { _id: 1, o: { x: 1 } }],
    [{ 'o.y.p': 1 }, { _id: 1, o: { y: [{ p: 1 }, {}] } }],
    [
      { o: 0, l: 0 },
      { _id: 1, a: 1 },
    ],
    [
      { 'o.y.q': 0, a: 0, l: 0 },
      { _id: 1, o: { x: 1, y: [{ p: 1 }, {}, 7] } },
    ],
    [
      { l: { $slice: 2 }, o: 0 },
      { _id: 1, a: 1, l: [1, 2] },
    ],
    [
      { l: { $slice: -1 }, a: 1 },
      { _id: 1, a: 1, l: [4] },
    ],
    [
      { l: { $slice: [1, 2] }, o: 0, a: 0 },
      { _id: 1, l: [2, 3] },
    ],
    [{ l: { $elemMatch: { $gt: 2 } } }, { _id: 1, l: [3] }],
    [{ nowhere: 1 }, { _id: 1 }],
  ])('%j', async (projection, expected) => expect(await engine.find('c', { projection })).toEqual([expected]));

  test('refuses mixtures and unknown operators', async () => {
    await expect(engine.find('c', { projection: { a: 1, o: 0 } })).rejects.toThrow(
      'Cannot do exclusion on field o in inclusion projection',
    );
    await expect(engine.find('c', { projection: { a: { $foo: 1 } } })).rejects.toThrow(
      "Unrecognized expression '$foo'",
    );
  });
});

describe('values', () => {
  test('ids are made, kept, and refused', async () => {
    const [made] = await engine.insert('c', [{ a: 1 }]);
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect(await engine.insert('c', [{ _id: 7 }, { _id: '7' }])).toEqual([7, '7']);
    await expect(engine.insert('c', [{ _id: { a: 1 } }])).rejects.toThrow('_id must be');
    await expect(engine.insert('c', [{ _id: 7 }])).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message:
        '[FailedOperation.Insert] bulk write error: [{E11000 duplicate key error collection: tnt-local.c index: _id_ dup key: { _id: 7 }}]',
    });
  });

  test('callers get copies and keep theirs', async () => {
    const mine = { _id: 'x', list: [1] };
    await engine.insert('c', [mine]);
    mine.list.push(2);
    const [first] = await engine.find('c', {});
    (first?.list as number[]).push(3);
    expect(await engine.find('c', {})).toEqual([{ _id: 'x', list: [1] }]);
  });

  test('server dates in inserts, updates and queries', async () => {
    const serverDate = (offset: number) => ({ $tcb_server_date: { offset } });
    await engine.insert('c', [{ _id: 1, at: serverDate(0), in: { list: [serverDate(60_000)] } }]);
    now += 500;
    await engine.update('c', { query: { at: { $lt: serverDate(0) } }, update: { $set: { seen: serverDate(-1) } } });
    expect(await engine.find('c', {})).toEqual([
      { _id: 1, at: new Date(1_000_000), in: { list: [new Date(1_060_000)] }, seen: new Date(1_000_499) },
    ]);
  });

  test('what MongoDB does not store', async () => {
    await expect(engine.insert('c', [{ $a: 1 }])).rejects.toThrow("dollar ($) prefixed field '$a'");
    await expect(engine.insert('c', [{ a: /x/ }])).rejects.toThrow('regular expression');
    await expect(engine.insert('c', [{ a: 'x'.repeat(17 * 1024 * 1024) }])).rejects.toThrow('too large');
  });
});

describe('update, replace, remove', () => {
  beforeEach(() =>
    engine.insert('c', [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
      { _id: 3, n: 2 },
    ]),
  );

  test('one, many, none, and only what really changes', async () => {
    const set = (query: Doc, multi: boolean) => engine.update('c', { query, update: { $set: { n: 2 } }, multi });
    expect(await set({}, true)).toEqual({ matched: 3, updated: 1, upsertedId: null });
    expect(await set({ _id: 9 }, false)).toEqual({ matched: 0, updated: 0, upsertedId: null });
    expect((await engine.update('c', { query: { n: 2 }, update: { $inc: { n: 1 } } })).updated).toBe(1);
    expect(await ids({ query: { n: 2 } })).toEqual([2, 3]);
  });

  test('replacing keeps the id and refuses another', async () => {
    const put = (update: Doc) => engine.update('c', { query: { _id: 1 }, update, replace: true, upsert: true });
    expect(await put({ z: 1 })).toEqual({ matched: 1, updated: 1, upsertedId: null });
    expect(await engine.find('c', { query: { _id: 1 } })).toEqual([{ _id: 1, z: 1 }]);
    await expect(put({ _id: 2 })).rejects.toThrow("'_id' was found to have been altered");
    await expect(put({ $set: { a: 1 } })).rejects.toThrow('must not contain update operators');
  });

  test('upserts take what the query says', async () => {
    const result = await engine.update('c', {
      query: { _id: 9, 'o.k': 'x', n: { $gt: 5 } },
      update: { $inc: { n: 7 }, $setOnInsert: { made: true } },
      upsert: true,
    });
    expect(result).toEqual({ matched: 0, updated: 0, upsertedId: 9 });
    expect(await engine.find('c', { query: { _id: 9 } })).toEqual([{ _id: 9, o: { k: 'x' }, n: 7, made: true }]);
  });

  test('the element that matched, in many documents, and the moment', async () => {
    await engine.insert('c', [
      { _id: 'p', marks: [50, 80] },
      { _id: 'q', marks: [90, 10] },
    ]);
    const update = { $inc: { 'marks.$': 1 }, $currentDate: { seen: true } };
    await engine.update('c', { query: { marks: { $gte: 80 } }, update, multi: true });
    expect(await engine.find('c', { query: { marks: { $exists: true } } })).toEqual([
      { _id: 'p', marks: [50, 81], seen: new Date(now) },
      { _id: 'q', marks: [91, 10], seen: new Date(now) },
    ]);
    const options = { query: { marks: { $gt: 80 } }, projection: { 'marks.$': 1 } };
    expect((await engine.find('c', options)).map(({ marks }) => marks)).toEqual([[81], [91]]);
  });

  test('change and return', async () => {
    expect(await engine.updateAndReturn('c', { n: 2 }, { $inc: { n: 5 } })).toEqual({ _id: 2, n: 7 });
    expect(await engine.updateAndReturn('c', { n: 99 }, { $inc: { n: 5 } })).toBeNull();
  });

  test('removing one and many', async () => {
    expect(await engine.remove('c', { n: 2 }, false)).toBe(1);
    expect(await engine.remove('c', undefined, true)).toBe(2);
    expect(await engine.remove('c', { _id: 1 }, false)).toBe(0);
  });

  test('a failing many-document update leaves what came before', async () => {
    await engine.update('c', { query: { _id: 3 }, update: { $set: { n: 'text' } } });
    await expect(engine.update('c', { update: { $inc: { n: 10 } }, multi: true })).rejects.toThrow('non-numeric');
    expect((await engine.find('c', {})).map(({ n }) => n)).toEqual([11, 12, 'text']);
  });
});

test('collections: missing, existing, listed', async () => {
  const missing = {
    code: 'DATABASE_COLLECTION_NOT_EXIST',
    message:
      '[ResourceNotFound] Db or Table not exist: x. Please check your request, but if the problem cannot be solved, contact us.',
  };
  await expect(engine.find('x', {})).rejects.toMatchObject(missing);
  await expect(engine.insert('x', [{}])).rejects.toMatchObject(missing);
  await expect(engine.aggregate('x', [])).rejects.toMatchObject(missing);
  await expect(engine.createCollection('c')).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
    message:
      '[ResourceUnavailable.ResourceExist] Table exist. Please check your request, but if the problem cannot be solved, contact us.',
  });
  expect([engine.hasCollection('c'), engine.hasCollection('x'), engine.collections()]).toEqual([true, false, ['c']]);
});

test('matches judges as a query does', () => {
  const query = { 'o.k': { $in: [1, 2] } };
  expect([engine.matches({ o: { k: 2 } }, query), engine.matches({ o: { k: 3 } }, query)]).toEqual([true, false]);
});
