import type { Doc, Engine, IndexSpec } from '../engine';
import { openEngine } from '../open';
import { prefixOf } from './regexPrefix';

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ now: () => 0, occupyMs: 0 });
  await engine.createCollection('c');
});
afterEach(() => engine.close());

const create = (name: string, keys: IndexSpec['keys'], more: Partial<IndexSpec> = {}) =>
  engine.createIndex('c', { name, keys, ...more });
const explain = (query: Doc, order?: [string, 1 | -1][], limit?: number) =>
  engine.explain('c', { query, order, limit });
const ids = async (query: Doc, order?: [string, 1 | -1][], limit?: number) =>
  (await engine.find('c', { query, order, limit })).map(({ _id: id }) => id);

/** 300 documents that no scan would be preferred over. */
const many = (doc: (i: number) => Doc) =>
  engine.insert(
    'c',
    Array.from({ length: 300 }, (_, i) => ({ _id: i, ...doc(i) })),
  );

describe('bounds, read off the plan', () => {
  beforeEach(async () => {
    await create('ab', { a: 1, b: -1 });
    await many((i) => ({ a: i % 30, b: i, t: `t${String(i).padStart(3, '0')}` }));
    await create('t', { t: 1 });
  });

  test.each<[Doc, string, Record<string, string[]>, number]>([
    [{ a: 3 }, 'ab', { a: ['[3, 3]'], b: ['[MinKey, MaxKey]'] }, 10],
    [{ a: 3, b: { $gt: 200 } }, 'ab', { a: ['[3, 3]'], b: ['(200, Infinity]'] }, 3],
    [{ a: 3, b: { $gte: 33, $lt: 93 } }, 'ab', { a: ['[3, 3]'], b: ['[33, 93)'] }, 2],
    [{ a: { $in: [4, 3, 3] }, b: 33 }, 'ab', { a: ['[3, 3]', '[4, 4]'], b: ['[33, 33]'] }, 1],
    [{ a: { $gt: 27 } }, 'ab', { a: ['(27, Infinity]'], b: ['[MinKey, MaxKey]'] }, 20],
    [{ a: null }, 'ab', { a: ['[null, null]'], b: ['[MinKey, MaxKey]'] }, 0],
    [{ a: { $exists: false } }, 'ab', { a: ['[null, null]'], b: ['[MinKey, MaxKey]'] }, 0],
    [{ t: /^t00/ }, 't', { t: ['["t00", "t00…"]', '[//, MaxKey]'] }, 10],
    [{ t: { $not: { $gte: 't010' } } }, 't', { t: ['[MinKey, "t010")', '({}, MaxKey]'] }, 10],
  ])('%j: %s %j', async (query, index, bounds, keys) => {
    expect(await explain(query)).toMatchObject({ index, examinedKeys: keys, scans: [{ kind: 'index', index }] });
    expect((await explain(query)).scans[0]?.bounds).toEqual(bounds);
  });

  test('a $or whose branches all have an index reads each and gives a document once', async () => {
    const plan = await explain({ $or: [{ a: 3 }, { t: 't003' }] });
    expect(plan).toMatchObject({ index: 'ab | t', examinedKeys: 11, examined: 10, returned: 10, sort: 'none' });
    expect(plan.scans.map(({ index }) => index)).toEqual(['ab', 't']);
    expect((await explain({ $or: [{ a: 3 }, { x: 1 }] })).index).toBeNull();
  });

  test('several first values are merged into one order, which stops early', async () => {
    const plan = await explain({ a: { $in: [3, 7] } }, [['b', -1]], 4);
    expect(plan).toMatchObject({ index: 'ab', sort: 'index', examined: 4, returned: 4 });
    expect(await ids({ a: { $in: [3, 7] } }, [['b', -1]], 4)).toEqual([277, 273, 247, 243]);
    expect(await ids({ a: { $in: [3, 7] } }, [['b', 1]], 3)).toEqual([3, 7, 33]);
  });

  test('of several indexes the one that leaves fewest is taken, the others are named', async () => {
    const plan = await explain({ a: { $lt: 29 }, t: 't005' });
    expect(plan.index).toBe('t');
    expect(plan.considered).toEqual([
      { index: 'ab', estimated: 290 },
      { index: null, estimated: 300 },
    ]);
  });

  test('an index that leaves nearly everything is not worth reading', async () => {
    expect((await explain({ a: { $gte: 0 } })).index).toBeNull();
  });
});

describe('counting', () => {
  test('reads no document when the index says it all', async () => {
    await create('a', { a: 1 });
    await many((i) => ({ a: i % 3 === 0 ? i : [i, i + 1000], s: i % 2 }));
    expect(await engine.count('c', { a: 6 })).toBe(1);
    expect(await engine.count('c', { a: { $gte: 290 } })).toBe(3 + 200); // 291, 294, 297, and every list by its large element
    expect(await engine.count('c', { $and: [{ a: 1 }, { a: 1001 }] })).toBe(1);
  });
});

describe('lists', () => {
  test('fields of the elements of a list are narrowed together by $elemMatch only', async () => {
    await create('xy', { 'o.x': 1, 'o.y': 1 });
    await many((i) => ({
      o: [
        { x: i, y: i },
        { x: i + 1, y: -1 },
      ],
    }));
    expect(await ids({ 'o.x': 5, 'o.y': -1 })).toEqual([4, 5]);
    expect((await explain({ 'o.x': 5, 'o.y': -1 })).examinedKeys).toBe(2);
    expect(await ids({ o: { $elemMatch: { x: 5, y: -1 } } })).toEqual([4]);
    expect((await explain({ o: { $elemMatch: { x: 5, y: -1 } } })).examinedKeys).toBe(1);
  });

  test('both sides of a range narrow when they speak of one element', async () => {
    await create('a', { a: 1 });
    await many((i) => ({ a: [i, 1000 - i] }));
    expect((await explain({ a: { $elemMatch: { $gt: 10, $lt: 13 } } })).examinedKeys).toBe(2);
    expect((await ids({ a: { $gt: 998, $lt: 2 } })).sort()).toEqual([0, 1]);
  });

  test('a list sorts by its smallest element, which the bounds may leave out', async () => {
    await create('a', { a: 1 });
    await engine.insert('c', [
      { _id: 'wide', a: [1, 9] },
      { _id: 'high', a: [7, 8] },
    ]);
    expect(await ids({ a: { $gte: 6 } }, [['a', 1]])).toEqual(['wide', 'high']);
    expect((await explain({ a: { $gte: 6 } }, [['a', 1]])).sort).toBe('memory');
    expect((await explain({}, [['a', 1]], 1)).sort).toBe('index'); // without bounds the smallest one comes first
  });

  test('a list without the field does not count as null in a query, though it does in the index', async () => {
    await create('ox', { 'o.x': 1 });
    await many((i) => ({ o: i === 7 ? [1] : i === 8 ? null : { x: null } }));
    expect(await ids({ 'o.x': { $ne: null } })).toEqual([7]);
  });
});

describe('sparse', () => {
  test('is used only when what it leaves out cannot match', async () => {
    await create('s', { s: 1 }, { sparse: true });
    await many((i) => (i < 5 ? { s: i } : i === 5 ? { s: null } : {}));
    expect(await explain({ s: { $gte: 3 } })).toMatchObject({ index: 's', returned: 2 });
    expect(await explain({ s: { $exists: true } })).toMatchObject({ index: 's', returned: 6 });
    expect(await explain({ s: null }, undefined, 1000)).toMatchObject({ index: null, returned: 295 });
    expect(await explain({}, [['s', 1]], 1000)).toMatchObject({ index: null, returned: 300 });
  });
});

describe('geo', () => {
  const at = (i: number) => ({ type: 'Point', coordinates: [121 + i / 1000, 31] });
  const nearby = { $nearSphere: { $geometry: { type: 'Point', coordinates: [121, 31] } } };
  beforeEach(async () => {
    await create('place', { kind: 1, loc: '2dsphere' });
    await many((i) => ({ kind: i % 3, loc: at(i), free: i % 2 === 0 }));
  });

  test('nearest first within the wanted kinds, stopping when enough pass', async () => {
    const plan = await explain({ loc: nearby, kind: { $in: [1, 2] }, free: true }, undefined, 3);
    expect(plan).toMatchObject({ index: 'place', sort: 'index', returned: 3 });
    expect(plan.examined).toBeLessThanOrEqual(7);
    expect(plan.scans[0]).toMatchObject({ kind: 'near', bounds: { kind: ['[1, 1]', '[2, 2]'] } });
    expect(await ids({ loc: nearby, kind: { $in: [1, 2] }, free: true }, undefined, 3)).toEqual([2, 4, 8]);
    expect(await ids({ loc: nearby, kind: { $gt: 1 } }, undefined, 2)).toEqual([2, 5]);
  });

  test('an area is looked for near its middle', async () => {
    const circle = { $geoWithin: { $centerSphere: [[121, 31], 500 / 6378100] } }; // 95.6 m apart
    const plan = await explain({ loc: circle, kind: 0 });
    expect(plan).toMatchObject({ index: 'place', returned: 2, scans: [{ kind: 'area' }] });
    expect(plan.examined).toBeLessThan(30);
    expect((await ids({ loc: circle, kind: 0 })).sort()).toEqual([0, 3]);
  });

  test('documents at the same place come in order of insertion', async () => {
    await engine.insert(
      'c',
      ['p', 'q', 'r'].map((id) => ({ _id: id, kind: 9, loc: at(0) })),
    );
    expect(await ids({ loc: nearby, kind: 9 }, undefined, 2)).toEqual(['p', 'q']);
  });
});

test.each([
  [/^abc/, 'abc'],
  [/^ab?/, 'a'],
  [/^ab+c/, 'ab'],
  [/^a\.b/, 'a.b'],
  [/^a\d/, 'a'],
  [/^a|b/, undefined],
  [/^a/i, undefined],
  [/^a/m, undefined],
  [/abc/, undefined],
  [/^[ab]/, undefined],
  [/^a{2}/, undefined],
])('%s looks up texts that begin with %s', (regex, text) => {
  expect(prefixOf(regex.source, regex.flags)).toBe(text);
});
