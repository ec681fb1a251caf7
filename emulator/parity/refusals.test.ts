/** What the platform refuses, with the codes programs branch on. */
import { filled, onEachTarget, refusal } from './target';

/** Pipelines given as MongoDB writes them, which the SDK's types leave out. */
interface RawAggregates {
  options(given: { raw: true }): { aggregate(pipeline: readonly object[]): { end(): Promise<unknown> } };
}

onEachTarget((target) => {
  test('a collection that is not there', async () => {
    const [code, message] = await refusal(target().db.collection('parity_nowhere').get());
    expect([code, message]).toEqual([
      'DATABASE_COLLECTION_NOT_EXIST',
      expect.stringContaining('Db or Table not exist: parity_nowhere'),
    ]);
  });

  test('a collection that is there already', async () => {
    const { db } = target();
    const name = await target().collection();
    expect((await refusal(db.createCollection(name)))[0]).toBe('DATABASE_COLLECTION_ALREADY_EXIST');
  });

  test('a second document of the same id, and of the same unique key', async () => {
    const { db } = target();
    const name = await target().collection([{ fields: { no: '1' }, unique: true }]);
    await db.collection(name).add({ _id: 'a', no: 1 });
    const [code, message] = await refusal(db.collection(name).add({ _id: 'a', no: 2 }));
    expect([code, message]).toEqual(['DATABASE_REQUEST_FAILED', expect.stringContaining('E11000 duplicate key')]);
    expect((await refusal(db.collection(name).add({ _id: 'b', no: 1 })))[1]).toContain('E11000 duplicate key');
    expect((await refusal(db.collection(name).doc('c').set({ no: 1 })))[1]).toContain('E11000 duplicate key');
  });

  test('missing counts as null in a unique index: at most one', async () => {
    const { db } = target();
    const name = await target().collection([{ fields: { no: '1' }, unique: true }]);
    await db.collection(name).add({ n: 1 });
    expect((await refusal(db.collection(name).add({ no: null })))[1]).toContain('E11000 duplicate key');
  });

  test('a field name with a dollar, an operator nobody knows', async () => {
    const { db } = target();
    const name = await filled(target(), [{ n: 1 }]);
    expect((await refusal(db.collection(name).add({ $n: 1 })))[0]).toBe('DATABASE_REQUEST_FAILED');
    const unknown = db.collection(name).where(db.command.expr({ $almost: ['$n', 1] } as never));
    expect((await refusal(unknown.get()))[0]).toMatch(/^DATABASE_(REQUEST_FAILED|INVALID_OPERRATOR)$/);
    const stages = (db.collection(name) as unknown as RawAggregates).options({ raw: true }).aggregate([{ $guess: {} }]);
    expect((await refusal(stages.end()))[0]).toMatch(/^DATABASE_(REQUEST_FAILED|INVALID_OPERRATOR)$/);
  });

  test('inc on a text', async () => {
    const { db } = target();
    const name = await filled(target(), [{ _id: 'a', s: 'x' }]);
    expect(
      (
        await refusal(
          db
            .collection(name)
            .doc('a')
            .update({ s: db.command.inc(1) }),
        )
      )[0],
    ).toBe('DATABASE_REQUEST_FAILED');
  });

  test('an update of everything without a condition', async () => {
    const { db } = target();
    const name = await filled(target(), [{ n: 1 }]);
    expect((await refusal(db.collection(name).update({ n: 2 })))[0]).toBe('INVALID_PARAM');
  });

  test('a function that is not there', async () => {
    expect((await refusal(target().app.callFunction({ name: 'parity-nowhere', data: {} })))[0]).toMatch(
      /FUNCTION_NOT_FOUND|FUNCTIONS_EXECUTE_FAIL/,
    );
  });
});
