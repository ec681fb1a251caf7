/**
 * Where nothing public says what the cloud does. The emulator answers as written here; the first run against a real
 * environment settles each, and FIDELITY.md then says so.
 */
import { filled, onEachTarget } from './target';

onEachTarget((target) => {
  test('a plain write to a document locked by a transaction waits for its end', async () => {
    const { db } = target();
    const name = await filled(target(), [{ _id: 'a', n: 1 }]);
    const transaction = await db.startTransaction();
    await transaction.collection(name).doc('a').update({ n: 2 });
    const plain = db.collection(name).doc('a').update({ m: 9 });
    await transaction.commit();
    expect(await plain).toMatchObject({ updated: 1 });
    expect((await db.collection(name).doc('a').get()).data).toEqual([{ _id: 'a', n: 2, m: 9 }]);
  });

  test('an update to what was there already counts nothing', async () => {
    const { db } = target();
    const name = await filled(target(), [{ _id: 'a', n: 1 }]);
    expect(await db.collection(name).doc('a').update({ n: 1 })).toMatchObject({ updated: 0 });
  });

  test('documents after a refused one of the same insert are not stored, those before are', async () => {
    const { db } = target();
    const name = await filled(target(), [{ _id: 'taken' }]);
    await db
      .collection(name)
      .add([{ _id: 'before' }, { _id: 'taken' }, { _id: 'after' }] as never)
      .catch(() => undefined);
    const { data } = await db.collection(name).orderBy('_id', 'asc').get();
    expect(data.map((row: { _id: string }) => row._id)).toEqual(['before', 'taken']);
  });
});
