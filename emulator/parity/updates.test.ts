/** Update operators of `db.command`: what a document becomes. */
import type { Database } from './target';
import { onEachTarget } from './target';

type Command = Database['command'];
type Case = readonly [name: string, before: object, update: (_: Command) => object, after: object];

const CASES: readonly Case[] = [
  ['nested objects are merged', { o: { x: 1, y: 2 } }, () => ({ o: { x: 5 } }), { o: { x: 5, y: 2 } }],
  ['set replaces an object', { o: { x: 1, y: 2 } }, (_) => ({ o: _.set({ z: 1 }) }), { o: { z: 1 } }],
  ['remove', { a: 1, b: 2 }, (_) => ({ a: _.remove() }), { b: 2 }],
  ['inc, also where nothing was', { n: 1 }, (_) => ({ n: _.inc(2), m: _.inc(-1) }), { n: 3, m: -1 }],
  ['mul, also where nothing was', { n: 4 }, (_) => ({ n: _.mul(1.5), m: _.mul(3) }), { n: 6, m: 0 }],
  ['min and max', { lo: 5, hi: 5 }, (_) => ({ lo: _.min(3), hi: _.max(3) }), { lo: 3, hi: 5 }],
  ['rename', { a: 1 }, (_) => ({ a: _.rename('b') }), { b: 1 }],
  ['push one', { t: [1] }, (_) => ({ t: _.push(2) }), { t: [1, 2] }],
  ['push several', { t: [1] }, (_) => ({ t: _.push([2, 3]) }), { t: [1, 2, 3] }],
  [
    'push at a position, sorted and cut',
    { t: [5, 1] },
    (_) => ({ t: _.push({ each: [3, 9], position: 0, sort: 1, slice: 3 }) }),
    { t: [1, 3, 5] },
  ],
  [
    'push documents sorted by a field',
    { t: [{ q: 2 }] },
    (_) => ({ t: _.push({ each: [{ q: 1 }], sort: { q: 1 } }) }),
    { t: [{ q: 1 }, { q: 2 }] },
  ],
  ['unshift', { t: [1] }, (_) => ({ t: _.unshift([8, 9]) }), { t: [8, 9, 1] }],
  ['pop and shift', { t: [1, 2], u: [1, 2] }, (_) => ({ t: _.pop(), u: _.shift() }), { t: [1], u: [2] }],
  ['addToSet', { t: [1] }, (_) => ({ t: _.addToSet(1) }), { t: [1] }],
  ['addToSet several', { t: [1] }, (_) => ({ t: _.addToSet({ $each: [1, 2] }) }), { t: [1, 2] }],
  ['pull a value', { t: [1, 2, 1] }, (_) => ({ t: _.pull(1) }), { t: [2] }],
  ['pull by condition', { t: [1, 5, 9] }, (_) => ({ t: _.pull(_.gt(3)) }), { t: [1] }],
  ['pull documents', { t: [{ a: 1, b: 1 }, { a: 2 }] }, (_) => ({ t: _.pull({ a: 1 }) }), { t: [{ a: 2 }] }],
  ['pullAll', { t: [1, 2, 3, 1] }, (_) => ({ t: _.pullAll([1, 3]) }), { t: [2] }],
  ['bit', { n: 12 }, (_) => ({ n: _.bit({ and: 10 }) }), { n: 8 }],
  ['an element by position', { t: [1, 2] }, () => ({ 't.1': 7 }), { t: [1, 7] }],
];

onEachTarget((target) => {
  let name: string;
  beforeAll(async () => {
    name = await target().collection();
  });

  test.each(CASES)('%s', async (_name, before, update, after) => {
    const { db } = target();
    const { id } = (await db.collection(name).add(before)) as { id: string };
    await db.collection(name).doc(id).update(update(db.command));
    expect((await db.collection(name).doc(id).get()).data).toEqual([{ _id: id, ...after }]);
  });

  test('what changed is counted, what stayed is not; a set document always is', async () => {
    const { db } = target();
    const one = db.collection(name).doc('counted');
    expect(await one.set({ n: 1 })).toMatchObject({ updated: 0, upsertedId: 'counted' });
    expect(await one.set({ n: 1 })).toMatchObject({ updated: 1 });
    expect(await one.update({ n: 2 })).toMatchObject({ updated: 1 });
    expect(await db.collection(name).doc('nobody').update({ n: 1 })).toMatchObject({ updated: 0 });
  });

  test('several at once, or the first only', async () => {
    const { db } = target();
    await db.collection(name).add([{ group: 'g' }, { group: 'g' }] as never);
    const all = db.collection(name).where({ group: 'g' });
    expect(await all.options({ multiple: false }).update({ seen: 1 })).toMatchObject({ updated: 1 });
    expect(await all.update({ seen: 2 })).toMatchObject({ updated: 2 });
    expect(await all.remove()).toMatchObject({ deleted: 2 });
  });

  test('changed and returned in one step', async () => {
    const { db } = target();
    await db.collection(name).doc('stock').set({ left: 1 });
    const take = () =>
      db
        .collection(name)
        .where({ _id: 'stock', left: db.command.gte(1) })
        .updateAndReturn({ left: db.command.inc(-1) });
    expect(await take()).toMatchObject({ updated: 1, doc: { _id: 'stock', left: 0 } });
    expect(await take()).toMatchObject({ updated: 0, doc: null });
  });

  test('the server fills in its own time', async () => {
    const { db } = target();
    await db
      .collection(name)
      .doc('dated')
      .set({ a: db.serverDate(), b: db.serverDate({ offset: 60_000 }) });
    const [{ a, b }] = (await db.collection(name).doc('dated').get()).data as [{ a: Date; b: Date }];
    expect([a instanceof Date, b.getTime() - a.getTime()]).toEqual([true, 60_000]);
  });
});
