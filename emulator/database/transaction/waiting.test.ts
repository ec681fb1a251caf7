/** What plain writes wait for, what unique keys and snapshots mean together, and what ends a transaction. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit, Engine } from '../engine';
import { openEngine } from '../open';

const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' };
const gone = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionNotExist') as string };
const duplicate = {
  code: 'DATABASE_REQUEST_FAILED',
  message: expect.stringContaining('E11000 duplicate key') as string,
};

let engine: Engine;
beforeEach(async () => {
  engine = await openEngine({ now: () => 1000, occupyMs: 0 });
  await engine.createCollection('c');
  await engine.createIndex('c', { name: 'u', keys: { u: 1 }, unique: true });
  await engine.insert('c', [
    { _id: 'a', n: 1, u: 'a' },
    { _id: 'b', n: 2, u: 'b' },
  ]);
});
afterEach(() => engine.close());

const get = async (id: string, transaction?: string) =>
  (await engine.find('c', { query: { _id: id } }, transaction))[0];
const inc = (id: string, by: number, transaction?: string) =>
  engine.update('c', { query: { _id: id }, update: { $inc: { n: by } } }, transaction);

describe('a plain write', () => {
  test('waits for as long as the holder may live, and then writes', async () => {
    // The engine answers by setImmediate; only the 30 seconds are made up.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick', 'performance'] });
    try {
      const t = engine.startTransaction();
      await inc('a', 10, t);
      let isDone = false;
      const waiting = inc('a', 100).then(() => (isDone = true));
      jest.advanceTimersByTime(29_999);
      await new Promise((resolve) => setImmediate(resolve));
      expect(isDone).toBe(false);
      jest.advanceTimersByTime(1);
      await waiting;
      expect((await get('a'))?.n).toBe(101);
      await expect(engine.commit(t)).rejects.toMatchObject(gone);
    } finally {
      jest.useRealTimers();
    }
  });

  test('waits for one holder after the other', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await inc('a', 10, one);
    await inc('b', 10, two);
    const waiting = engine.update('c', { query: {}, update: { $inc: { n: 100 } }, multi: true });
    await engine.commit(one);
    await engine.commit(two);
    expect((await waiting).updated).toBe(2);
    expect([(await get('a'))?.n, (await get('b'))?.n]).toEqual([111, 112]);
  });

  test('takes its turn in the order of arrival, before any later transaction', async () => {
    const t = engine.startTransaction();
    await inc('a', 0.5, t);
    const order: string[] = [];
    const push = (name: string) =>
      engine.update('c', { query: { _id: 'a' }, update: { $push: { by: name } } }).then(() => order.push(name));
    const waiting = [push('first'), push('second')];
    await engine.commit(t);
    const late = engine.startTransaction();
    await engine.update('c', { query: { _id: 'a' }, update: { $push: { by: 'late' } } }, late);
    await engine.commit(late);
    await Promise.all(waiting);
    expect((await get('a'))?.by).toEqual(['first', 'second', 'late']);
    expect(order).toEqual(['first', 'second']);
  });

  test('is let go when the engine closes', async () => {
    const t = engine.startTransaction();
    await inc('a', 10, t);
    const waiting = expect(inc('a', 100)).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    await engine.close();
    await waiting;
  });

  test('upserting what a transaction has inserted updates it after the commit', async () => {
    const t = engine.startTransaction();
    await engine.insert('c', [{ _id: 'new', n: 1, u: 'new' }], t);
    const waiting = engine.update('c', { query: { _id: 'new' }, update: { $inc: { n: 5 } }, upsert: true });
    await engine.commit(t);
    expect(await waiting).toEqual({ matched: 1, updated: 1, upsertedId: null });
    expect((await get('new'))?.n).toBe(6);
  });
});

describe('unique keys', () => {
  const insert = (id: string, u: string, transaction?: string) => engine.insert('c', [{ _id: id, u }], transaction);

  test('a key that the transaction has not changed is a plain duplicate, nobody waits', async () => {
    const t = engine.startTransaction();
    await inc('a', 1, t);
    await expect(insert('x', 'a')).rejects.toMatchObject(duplicate);
    const other = engine.startTransaction();
    await expect(insert('y', 'a', other)).rejects.toMatchObject(duplicate);
  });

  test('a key that others have freed since is still taken in the snapshot', async () => {
    const t = engine.startTransaction();
    await get('b', t);
    await engine.remove('c', { _id: 'a' }, false);
    await expect(insert('x', 'a', t)).rejects.toMatchObject(duplicate);
  });

  test('a key that others have taken since is a conflict', async () => {
    const t = engine.startTransaction();
    await get('b', t);
    await insert('x', 'k');
    await expect(insert('y', 'k', t)).rejects.toMatchObject(conflict);
  });

  test('moved away and back inside, it is free for nobody in between', async () => {
    const t = engine.startTransaction();
    const move = (u: string) => engine.update('c', { query: { _id: 'a' }, update: { $set: { u } } }, t);
    await move('z');
    await expect(insert('x', 'a')).rejects.toMatchObject(duplicate);
    await move('a');
    await engine.commit(t);
    expect((await get('a'))?.u).toBe('a');
    await insert('x', 'z');
  });

  test('an abort gives the key back', async () => {
    const t = engine.startTransaction();
    await insert('x', 'k', t);
    await engine.abort(t);
    await insert('y', 'k');
    expect(await engine.count('c', { u: 'k' })).toBe(1);
  });

  test('of fifty transactions that want one key exactly one gets it', async () => {
    const wants = Array.from({ length: 50 }, async (_, i) => {
      const t = engine.startTransaction();
      await insert(`w${i}`, 'wanted', t);
      await engine.commit(t);
    });
    const results = await Promise.allSettled(wants);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await engine.count('c', { u: 'wanted' })).toBe(1);
  });
});

describe('snapshots over several collections', () => {
  beforeEach(async () => {
    await engine.createCollection('d');
    await engine.insert('d', [{ _id: 1, n: 1 }]);
  });

  test('one moment for all of them', async () => {
    const t = engine.startTransaction();
    await get('a', t);
    await engine.update('d', { query: { _id: 1 }, update: { $set: { n: 2 } } });
    await engine.insert('d', [{ _id: 2 }]);
    expect(await engine.find('d', {}, t)).toEqual([{ _id: 1, n: 1 }]);
  });

  test('a document removed since can be read and not written', async () => {
    const t = engine.startTransaction();
    await get('b', t);
    await engine.remove('c', { _id: 'a' }, false);
    expect((await get('a', t))?.n).toBe(1);
    await expect(inc('a', 1, t)).rejects.toMatchObject(conflict);
  });

  test('a document removed and put back since is not the same', async () => {
    const t = engine.startTransaction();
    await get('b', t);
    await engine.remove('c', { _id: 'a' }, false);
    await engine.insert('c', [{ _id: 'a', n: 1, u: 'a' }]);
    await expect(engine.remove('c', { _id: 'a' }, false, t)).rejects.toMatchObject(conflict);
  });

  test('where with an index sees own writes and the snapshot, in order and page by page', async () => {
    await engine.createIndex('c', { name: 'n', keys: { n: 1 } });
    const t = engine.startTransaction();
    await inc('a', 10, t);
    await engine.insert('c', [{ _id: 'x', n: 5, u: 'x' }], t);
    await inc('b', 100);
    const page = (skip: number) => engine.find('c', { query: { n: { $gt: 1 } }, order: [['n', 1]], skip, limit: 2 }, t);
    expect((await page(0)).map(({ _id: id, n }) => [id, n])).toEqual([
      ['b', 2],
      ['x', 5],
    ]);
    expect((await page(2)).map(({ _id: id, n }) => [id, n])).toEqual([['a', 11]]);
  });

  test('updateAndReturn inside conflicts like any write', async () => {
    const t = engine.startTransaction();
    await get('b', t);
    await inc('a', 1);
    await expect(engine.updateAndReturn('c', { _id: 'a' }, { $inc: { n: 1 } }, t)).rejects.toMatchObject(conflict);
  });
});

describe('the end', () => {
  test('a fatal error leaves nothing, and no second life', async () => {
    const t = engine.startTransaction();
    await inc('a', 5, t);
    await expect(engine.insert('c', [{ _id: 'b', u: 'q' }], t)).rejects.toMatchObject(duplicate);
    await expect(get('a', t)).rejects.toMatchObject(gone);
    await expect(engine.abort(t)).rejects.toMatchObject(gone);
    expect((await get('a'))?.n).toBe(1);
    await inc('a', 1);
  });

  test('committing or aborting twice', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await inc('a', 5, one);
    await engine.commit(one);
    await expect(engine.commit(one)).rejects.toMatchObject(gone);
    await expect(engine.abort(one)).rejects.toMatchObject(gone);
    await engine.abort(two);
    await expect(engine.abort(two)).rejects.toMatchObject(gone);
    expect((await get('a'))?.n).toBe(6);
  });

  test('a transaction that only reads, or does nothing, commits and tells nobody', async () => {
    const heard: Commit[] = [];
    engine.onCommit((commit) => heard.push(commit));
    const [reader, idle] = [engine.startTransaction(), engine.startTransaction()];
    await get('a', reader);
    await engine.commit(reader);
    await engine.commit(idle);
    expect(heard).toEqual([]);
  });

  test('a commit says which documents were given anew and which were changed', async () => {
    const heard: Commit[] = [];
    engine.onCommit((commit) => heard.push(commit));
    await inc('a', 1);
    await engine.update('c', { query: { _id: 'a' }, update: { n: 9, u: 'a' }, replace: true });
    const t = engine.startTransaction();
    await engine.update('c', { query: { _id: 'a' }, update: { n: 10, u: 'a' }, replace: true }, t);
    await inc('a', 1, t);
    await engine.commit(t);
    expect(heard.map(({ changes }) => changes[0]?.replaced)).toEqual([undefined, true, true]);
  });
});

test('events come in the order of the commits, however the log is written', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'emulator-order-'));
  const durable = await openEngine({ now: () => 0, dir, sync: 'group', occupyMs: 0 });
  try {
    await durable.createCollection('c');
    const heard: number[] = [];
    durable.onCommit(({ sequence }) => heard.push(sequence));
    const writes = Array.from({ length: 60 }, async (_, i) => {
      if (i % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
      await durable.insert('c', [{ _id: i, text: 'x'.repeat(i * 50) }]);
    });
    await Promise.all(writes);
    expect(heard).toHaveLength(60);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
  } finally {
    await durable.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
