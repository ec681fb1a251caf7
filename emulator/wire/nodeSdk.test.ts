/** The wire as @cloudbase/node-sdk speaks it. */
import cloudbase from '@cloudbase/node-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

let emulator: Emulator;
const opened = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
let app: ReturnType<typeof opened>;
let db: ReturnType<typeof app.database>;
type Transaction = Awaited<ReturnType<typeof db.startTransaction>>;

beforeAll(async () => {
  emulator = await start({});
  actAsFunction(emulator.url);
  app = opened();
  db = app.database();
  await db.createCollection('t');
});

afterAll(async () => {
  await emulator.stop();
});

/** An SDK error as `[code, message]`. */
async function refusal(work: Promise<unknown>): Promise<[string, string]> {
  const error = await work.then(
    () => Promise.reject(new Error('was not refused')),
    (cause: { code: string; message: string }) => cause,
  );
  return [error.code, error.message];
}

describe('documents', () => {
  beforeEach(async () => {
    await db.collection('t').where({}).remove();
  });

  test('add, get, set, update, remove', async () => {
    const t = db.collection('t');
    const at = new Date(1_700_000_000_000);
    expect(await t.add({ _id: 'a', n: 1, big: 12345678901, f: 1.5, at, o: { x: 1, y: 2 } })).toMatchObject({ id: 'a' });
    const { data } = await t.doc('a').get();
    expect(data).toEqual([{ _id: 'a', n: 1, big: 12345678901, f: 1.5, at, o: { x: 1, y: 2 } }]);
    expect(await t.doc('a').update({ n: db.command.inc(2), o: { x: 5 } })).toMatchObject({ updated: 1 });
    expect((await t.doc('a').get()).data[0]).toMatchObject({ n: 3, o: { x: 5, y: 2 } });
    expect(await t.doc('a').set({ only: true })).toMatchObject({ updated: 1 });
    expect(await t.doc('a').set({ only: true })).toMatchObject({ updated: 1 }); // set to what it was: counted all the same
    expect(await t.doc('a').update({ only: true })).toMatchObject({ updated: 0 });
    expect((await t.doc('a').get()).data).toEqual([{ _id: 'a', only: true }]);
    expect(await t.doc('b').set({ made: true })).toMatchObject({ updated: 0, upsertedId: 'b' });
    expect(await t.doc('missing').update({ n: 1 })).toMatchObject({ updated: 0 });
    expect(await t.doc('a').remove()).toMatchObject({ deleted: 1 });
    expect((await t.doc('a').get()).data).toEqual([]);
  });

  test('generated ids are 32 hex characters; many documents at once', async () => {
    const { ids } = (await db.collection('t').add([{ n: 1 }, { n: 2 }] as never)) as unknown as { ids: string[] };
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('where, order, skip, limit, field, count', async () => {
    const t = db.collection('t');
    for (const n of [1, 2, 3, 4]) await t.add({ _id: `d${n}`, n, odd: n % 2 === 1 });
    const { data } = await t
      .where({ n: db.command.gte(2) })
      .orderBy('n', 'desc')
      .skip(1)
      .limit(2)
      .field({ n: true })
      .get();
    expect(data).toEqual([
      { _id: 'd3', n: 3 },
      { _id: 'd2', n: 2 },
    ]);
    expect((await t.where({ odd: true }).count()).total).toBe(2);
    expect((await t.where({ s: /x/ }).get()).data).toEqual([]);
  });

  test('server dates come from the steerable clock', async () => {
    await db
      .collection('t')
      .doc('s')
      .set({ at: db.serverDate({ offset: 60_000 }) });
    const at = (await db.collection('t').doc('s').get()).data[0].at as Date;
    expect(Math.abs(at.getTime() - emulator.clock.now() - 60_000)).toBeLessThan(5_000);
  });

  test('updateAndReturn gives the document as it is afterwards', async () => {
    await db.collection('t').add({ _id: 'a', n: 1 });
    const found = (await (db.collection('t').where({ _id: 'a' }) as never as UpdateAndReturn).updateAndReturn({
      n: db.command.inc(1),
    })) as { updated: number; doc: unknown };
    expect(found).toMatchObject({ updated: 1, doc: { _id: 'a', n: 2 } });
  });

  test('aggregate', async () => {
    for (const n of [1, 2, 3]) await db.collection('t').add({ n, odd: n % 2 === 1 });
    const $ = db.command.aggregate;
    const { data } = await db
      .collection('t')
      .aggregate()
      .group({ _id: '$odd', sum: $.sum('$n') })
      .sort({ sum: 1 })
      .end();
    expect(data).toEqual([
      { _id: false, sum: 2 },
      { _id: true, sum: 4 },
    ]);
  });
});

interface UpdateAndReturn {
  updateAndReturn(data: object): Promise<unknown>;
}

describe('transactions', () => {
  beforeEach(async () => {
    await db.collection('t').where({}).remove();
    await db.collection('t').add({ _id: 'a', n: 1 });
  });

  test('commit shows everything at once, a throw shows nothing', async () => {
    await db.runTransaction(async (transaction: Transaction) => {
      await transaction.collection('t').doc('a').update({ n: 2 });
      await transaction.collection('t').add({ _id: 'b', n: 9 });
      expect((await db.collection('t').doc('a').get()).data[0].n).toBe(1);
      expect((await transaction.collection('t').doc('a').get()).data).toMatchObject({ n: 2 });
    });
    expect((await db.collection('t').orderBy('_id', 'asc').get()).data.map(({ n }) => n)).toEqual([2, 9]);
    const failed = db.runTransaction(async (transaction: Transaction) => {
      await transaction.collection('t').doc('a').update({ n: 3 });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect((await db.collection('t').doc('a').get()).data[0].n).toBe(2);
  });

  test('a conflict is retried by the SDK', async () => {
    let tries = 0;
    await db.runTransaction(async (transaction: Transaction) => {
      tries += 1;
      const { data } = await transaction.collection('t').doc('a').get();
      if (tries === 1) await db.collection('t').doc('a').update({ n: 100 });
      await transaction
        .collection('t')
        .doc('a')
        .update({ n: (data as { n: number }).n + 1 });
    });
    expect(tries).toBe(2);
    expect((await db.collection('t').doc('a').get()).data[0].n).toBe(101);
  });

  test('two operations at the same time are refused', async () => {
    const transaction = await db.startTransaction();
    const together = await Promise.allSettled(
      Array.from({ length: 10 }, () => transaction.collection('t').doc('a').get()),
    );
    const refused = together.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
    expect(refused.length).toBeGreaterThan(0);
    for (const { code, message } of refused) {
      expect([code, message]).toEqual(['DATABASE_TRANSACTION_FAIL', expect.stringContaining('TransactionBusy')]);
    }
    await transaction.rollback('done');
  });

  test('fifty racers for one document: each increment counts once', async () => {
    const race = () =>
      db
        .runTransaction(async (transaction: Transaction) => {
          const { data } = await transaction.collection('t').doc('a').get();
          await transaction
            .collection('t')
            .doc('a')
            .update({ n: (data as { n: number }).n + 1 });
          return 1;
        })
        .catch((error: { code?: string }) => {
          expect(error.code).toBe('DATABASE_TRANSACTION_CONFLICT');
          return 0;
        });
    const wins = await Promise.all(Array.from({ length: 50 }, race));
    const won = wins.reduce<number>((sum, win) => sum + win, 0);
    expect(won).toBeGreaterThan(0);
    expect((await db.collection('t').doc('a').get()).data[0].n).toBe(1 + won);
  });
});

describe('refusals carry the platform’s codes', () => {
  test('missing collection', async () => {
    expect(await refusal(db.collection('nope').get())).toEqual([
      'DATABASE_COLLECTION_NOT_EXIST',
      expect.stringContaining('[ResourceNotFound] Db or Table not exist: nope.'),
    ]);
  });

  test('collection that exists', async () => {
    expect((await refusal(db.createCollection('t')))[0]).toBe('DATABASE_COLLECTION_ALREADY_EXIST');
  });

  test('duplicate id', async () => {
    await db.collection('t').doc('dup').set({ n: 1 });
    expect(await refusal(db.collection('t').add({ _id: 'dup' }))).toEqual([
      'DATABASE_REQUEST_FAILED',
      expect.stringMatching(/E11000 duplicate key/),
    ]);
  });

  test('unknown operator, unknown action, an update without where()', async () => {
    const ask = async (body: object) => {
      const response = await fetch(`${emulator.url}/admin?env=local-env`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
      return (await response.json()) as { code?: string; message?: string };
    };
    const query = '{"n":{"$near":1}}';
    const operator = await ask({ action: 'database.getDocument', collectionName: 't', query });
    expect(operator.code).toMatch(/^DATABASE_/);
    expect(await ask({ action: 'database.explode' })).toMatchObject({ code: 'INVALID_PARAM' });
    const update = { action: 'database.modifyDocument', collectionName: 't', data: '{"$set":{"n":1}}', multi: true };
    expect(await ask(update)).toMatchObject({ code: 'INVALID_PARAM' });
    expect(await ask({ ...update, query: 'nonsense' })).toMatchObject({ code: 'INVALID_PARAM' });
  });

  test('a function that is not there', async () => {
    expect((await refusal(app.callFunction({ name: 'nobody', data: {} })))[0]).toBe('FUNCTION_NOT_FOUND');
  });
});

test('database calls are counted', async () => {
  const before = emulator.stats().databaseCalls;
  await db.collection('t').limit(1).get();
  expect(emulator.stats().databaseCalls).toBe(before + 1);
});
