/** Query operators of `db.command`: which rows answer. */
import type { Database } from './target';
import { filled, onEachTarget } from './target';

const ROWS = [
  {
    _id: 'a',
    n: 1,
    s: 'pear',
    tags: ['x', 'y'],
    o: { k: 1 },
    at: new Date(1_000),
    list: [
      { q: 1, w: 5 },
      { q: 2, w: 1 },
    ],
  },
  { _id: 'b', n: 2, s: 'Peach', tags: ['y'], o: { k: 2 }, at: new Date(2_000), list: [{ q: 2, w: 5 }] },
  { _id: 'c', n: null, s: 'plum', tags: [], o: { k: '1' } },
  { _id: 'd', s: '李子', tags: 'x', o: null, list: [] },
  { _id: 'e', n: [1, 9], s: 'fig', tags: [['x', 'y']] },
];

type Command = Database['command'];
type Case = readonly [name: string, query: (_: Command, db: Database) => object, ids: string];

/** Expectations follow MongoDB's manual: missing equals null, arrays match by any element, types do not mix. */
const CASES: readonly Case[] = [
  ['a value', () => ({ n: 1 }), 'ae'],
  ['null finds missing too', () => ({ n: null }), 'cd'],
  ['eq with a list is the list or an element', (_) => ({ tags: _.eq(['x', 'y']) }), 'ae'],
  ['neq', (_) => ({ n: _.neq(1) }), 'bcd'],
  ['gt', (_) => ({ n: _.gt(1) }), 'be'],
  ['gte and lte on a list by any element', (_) => ({ n: _.gte(2).and(_.lte(8)) }), 'be'],
  ['in', (_) => ({ n: _.in([2, null]) }), 'bcd'],
  ['in with a regular expression', (_, db) => ({ s: _.in([db.RegExp({ regexp: '^p' }), 'fig']) }), 'ace'],
  ['nin', (_) => ({ n: _.nin([1, 2]) }), 'cd'],
  ['exists true', (_) => ({ n: _.exists(true) }), 'abce'],
  ['exists false', (_) => ({ n: _.exists(false) }), 'd'],
  // Declared without parameters by the SDK's types.
  ['mod', (_) => ({ n: (_.mod as (divisor: number, rest: number) => object)(2, 1) }), 'ae'],
  ['all', (_) => ({ tags: _.all(['x', 'y']) }), 'a'],
  ['size', (_) => ({ tags: _.size(1) }), 'be'],
  ['elemMatch on documents', (_) => ({ list: _.elemMatch({ q: 2, w: _.gt(3) }) }), 'b'],
  ['two conditions on different elements', (_) => ({ 'list.q': 1, 'list.w': 1 }), 'a'],
  ['elemMatch on values', (_) => ({ n: _.elemMatch(_.gt(5)) }), 'e'],
  ['a nested field', () => ({ o: { k: 1 } }), 'a'],
  ['an element by position', () => ({ 'tags.1': 'y' }), 'a'],
  ['or at the top', (_) => _.or([{ n: 1 }, { s: 'plum' }]), 'ace'],
  ['nor', (_) => _.nor([{ n: 1 }, { s: 'plum' }]), 'bd'],
  ['not', (_) => ({ n: _.not(_.gt(1)) }), 'acd'],
  ['a regular expression', () => ({ s: /^p/i }), 'abc'],
  ['a Chinese regular expression', () => ({ s: /李/ }), 'd'],
  ['a date range', (_) => ({ at: _.gt(new Date(1_500)) }), 'b'],
  ['expr', (_) => _.expr(_.aggregate.gt(['$n', '$o.k'])) as object, 'e'],
];

onEachTarget((target) => {
  let name: string;
  beforeAll(async () => {
    name = await filled(target(), ROWS);
  });

  test.each(CASES)('%s', async (_name, query, ids) => {
    const { db } = target();
    const { data } = await db.collection(name).where(query(db.command, db)).orderBy('_id', 'asc').get();
    expect(data.map((row: { _id: string }) => row._id).join('')).toBe(ids);
  });

  test('order puts missing first, then numbers, text and lists by their least element', async () => {
    const { data } = await target().db.collection(name).orderBy('n', 'asc').orderBy('_id', 'asc').get();
    expect(data.map((row: { _id: string }) => row._id).join('')).toBe('cdaeb');
  });

  test('skip, limit and chosen fields', async () => {
    const query = target().db.collection(name).orderBy('_id', 'desc').skip(1).limit(2).field({ s: true });
    expect((await query.get()).data).toEqual([
      { _id: 'd', s: '李子' },
      { _id: 'c', s: 'plum' },
    ]);
  });

  test('count', async () => {
    const { db } = target();
    expect(await db.collection(name).where({ s: /^p/i }).count()).toMatchObject({ total: 3 });
  });
});
