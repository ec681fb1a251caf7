import type { Commit, Doc, Engine } from '../engine';
import { openEngine } from '../open';

const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' };
const gone = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionNotExist') as string };
const busy = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionBusy') as string };
const duplicate = {
  code: 'DATABASE_REQUEST_FAILED',
  message: expect.stringContaining('E11000 duplicate key') as string,
};

let engine: Engine;
let monotonic = 0;

beforeEach(async () => {
  monotonic = 0;
  engine = await openEngine({ now: () => 1000, monotonicMs: () => monotonic, occupyMs: 0 });
  await engine.createCollection('c');
  await engine.createCollection('d');
  await engine.createIndex('c', { name: 'u', keys: { u: 1 }, unique: true });
  await engine.insert('c', [
    { _id: 'a', n: 1, u: 'a' },
    { _id: 'b', n: 2, u: 'b' },
  ]);
});
afterEach(() => engine.close());

const get = async (id: string, transaction?: string) =>
  (await engine.find('c', { query: { _id: id } }, transaction))[0];
const setN = (id: string, n: number, transaction?: string) =>
  engine.update('c', { query: { _id: id }, update: { $set: { n } } }, transaction);
const numbers = async (query: Doc, transaction?: string) =>
  (await engine.find('c', { query, order: [['_id', 1]] }, transaction)).map(({ _id: id, n }) => [id, n]);

describe('snapshot', () => {
  test('is taken by the first operation, not by the start', async () => {
    const t = engine.startTransaction();
    await setN('a', 10);
    expect((await get('a', t))?.n).toBe(10);
    await setN('a', 11);
    expect((await get('a', t))?.n).toBe(10);
  });

  test('covers documents the transaction has not read yet', async () => {
    const t = engine.startTransaction();
    await get('a', t);
    await setN('b', 20);
    expect((await get('b', t))?.n).toBe(2);
  });

  test('hides later inserts and shows removed documents', async () => {
    const t = engine.startTransaction();
    await get('a', t);
    await engine.insert('c', [{ _id: 'z', n: 26, u: 'z' }]);
    await engine.remove('c', { _id: 'b' }, false);
    expect(await numbers({}, t)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(await numbers({})).toEqual([
      ['a', 1],
      ['z', 26],
    ]);
  });

  test('an index search sees the old values too', async () => {
    await engine.createIndex('c', { name: 'n', keys: { n: 1 } });
    const t = engine.startTransaction();
    await get('a', t);
    await setN('a', 7);
    expect(await numbers({ n: 1 }, t)).toEqual([['a', 1]]);
    expect(await numbers({ n: 7 }, t)).toEqual([]);
  });

  test('two snapshots of different age each keep their own version', async () => {
    const first = engine.startTransaction();
    await get('a', first);
    await setN('a', 2);
    const second = engine.startTransaction();
    await get('a', second);
    await setN('a', 3);
    expect([(await get('a', first))?.n, (await get('a', second))?.n, (await get('a'))?.n]).toEqual([1, 2, 3]);
    await engine.abort(first);
    expect((await get('a', second))?.n).toBe(2);
  });
});

describe('own writes', () => {
  test('are visible inside and not outside until the commit', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    expect([(await get('a', t))?.n, (await get('a'))?.n]).toEqual([5, 1]);
    await engine.commit(t);
    expect((await get('a'))?.n).toBe(5);
  });

  test('inserts and removals too, by queries and in order', async () => {
    const t = engine.startTransaction();
    await engine.insert('c', [{ _id: 'x', n: 0, u: 'x' }], t);
    await engine.remove('c', { _id: 'a' }, false, t);
    expect((await engine.find('c', { order: [['n', 1]] }, t)).map(({ _id: id }) => id)).toEqual(['x', 'b']);
    expect((await numbers({})).length).toBe(2);
  });

  test('build on each other', async () => {
    const t = engine.startTransaction();
    for (let i = 0; i < 3; i += 1) await engine.update('c', { query: { _id: 'a' }, update: { $inc: { n: 1 } } }, t);
    expect((await engine.updateAndReturn('c', { _id: 'a' }, { $inc: { n: 1 } }, t))?.n).toBe(5);
    await engine.commit(t);
    expect((await get('a'))?.n).toBe(5);
  });

  test('vanish on abort', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    await engine.insert('d', [{ _id: 1 }], t);
    await engine.abort(t);
    expect([(await get('a'))?.n, await engine.count('d')]).toEqual([1, 0]);
  });

  test('an upsert inside creates, then replaces its own document', async () => {
    const t = engine.startTransaction();
    const put = (n: number) =>
      engine.update('d', { query: { _id: 'k' }, update: { n }, upsert: true, replace: true }, t);
    expect((await put(1)).upsertedId).toBe('k');
    expect(await put(2)).toEqual({ matched: 1, updated: 1, upsertedId: null });
    await engine.commit(t);
    expect(await engine.find('d', {})).toEqual([{ _id: 'k', n: 2 }]);
  });
});

describe('conflicts', () => {
  test('the second writer of a document fails at the write and is dead', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await setN('a', 5, one);
    await expect(setN('a', 6, two)).rejects.toMatchObject(conflict);
    await expect(get('b', two)).rejects.toMatchObject(gone);
    await expect(engine.abort(two)).rejects.toMatchObject(gone);
    await engine.commit(one);
    expect((await get('a'))?.n).toBe(5);
  });

  test('a document changed after the snapshot', async () => {
    const t = engine.startTransaction();
    await get('b', t);
    await setN('a', 5);
    await expect(setN('a', 6, t)).rejects.toMatchObject(conflict);
  });

  test('a lost update is prevented: of two counters from one reading only one commits', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    const [first, second] = [await get('a', one), await get('a', two)];
    await setN('a', Number(first?.n) + 1, one);
    await engine.commit(one);
    await expect(setN('a', Number(second?.n) + 1, two)).rejects.toMatchObject(conflict);
    expect((await get('a'))?.n).toBe(2);
  });

  test('write skew is allowed, as under snapshot isolation', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await numbers({}, one);
    await numbers({}, two);
    await setN('a', 0, one);
    await setN('b', 0, two);
    await engine.commit(one);
    await engine.commit(two);
    expect(await numbers({})).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  test('removing what another has written', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await setN('a', 5, one);
    await expect(engine.remove('c', { _id: 'a' }, false, two)).rejects.toMatchObject(conflict);
  });

  test('a dead transaction gives up its locks', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await setN('b', 9, two);
    await setN('a', 5, one);
    await expect(setN('a', 6, two)).rejects.toMatchObject(conflict);
    await setN('b', 3, one);
    await engine.commit(one);
    expect(await numbers({})).toEqual([
      ['a', 5],
      ['b', 3],
    ]);
  });

  test('two transactions insert one id: the later conflicts, and after the commit it is a duplicate', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await engine.insert('d', [{ _id: 'slot' }], one);
    await expect(engine.insert('d', [{ _id: 'slot' }], two)).rejects.toMatchObject(conflict);
    await engine.commit(one);
    const three = engine.startTransaction();
    await expect(engine.insert('d', [{ _id: 'slot' }], three)).rejects.toMatchObject(duplicate);
  });

  test('an id inserted by others after the snapshot is a conflict', async () => {
    const t = engine.startTransaction();
    await get('a', t);
    await engine.insert('c', [{ _id: 'new', u: 'new' }]);
    await expect(engine.insert('c', [{ _id: 'new', u: 'other' }], t)).rejects.toMatchObject(conflict);
  });

  test('an update that changes nothing takes no lock', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    expect((await setN('a', 1, one)).updated).toBe(0);
    expect((await setN('a', 9, two)).updated).toBe(1);
  });
});

describe('unique indexes', () => {
  test('count own uncommitted documents', async () => {
    const t = engine.startTransaction();
    await engine.insert('c', [{ _id: 'x', u: 'x' }], t);
    await expect(engine.insert('c', [{ _id: 'y', u: 'x' }], t)).rejects.toMatchObject(duplicate);
    await expect(engine.commit(t)).rejects.toMatchObject(gone);
    expect(await engine.count('c')).toBe(2);
  });

  test('a key freed inside may be taken inside', async () => {
    const t = engine.startTransaction();
    await engine.remove('c', { _id: 'a' }, false, t);
    await engine.insert('c', [{ _id: 'x', u: 'a' }], t);
    await engine.commit(t);
    expect((await engine.find('c', { query: { u: 'a' } })).map(({ _id: id }) => id)).toEqual(['x']);
  });

  test('a document that changed away from a key inside leaves it free', async () => {
    const t = engine.startTransaction();
    await engine.update('c', { query: { _id: 'a' }, update: { $set: { u: 'moved' } } }, t);
    await engine.insert('c', [{ _id: 'x', u: 'a' }], t);
    await expect(engine.insert('c', [{ _id: 'y', u: 'moved' }], t)).rejects.toMatchObject(duplicate);
  });

  test('two transactions take one key: the later conflicts', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await engine.insert('c', [{ _id: 'x', u: 'k' }], one);
    await expect(engine.insert('c', [{ _id: 'y', u: 'k' }], two)).rejects.toMatchObject(conflict);
    await engine.commit(one);
  });

  test('are checked again at the commit: an index made meanwhile counts', async () => {
    const t = engine.startTransaction();
    await engine.insert(
      'd',
      [
        { _id: 1, k: 'same' },
        { _id: 2, k: 'same' },
      ],
      t,
    );
    await engine.createIndex('d', { name: 'k', keys: { k: 1 }, unique: true });
    await expect(engine.commit(t)).rejects.toMatchObject(duplicate);
    expect(await engine.count('d')).toBe(0);
  });
});

describe('plain writes', () => {
  test('wait for the lock and then write on top', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    const waiting = engine.update('c', { query: { _id: 'a' }, update: { $inc: { n: 100 } } });
    await engine.commit(t);
    expect((await waiting).updated).toBe(1);
    expect((await get('a'))?.n).toBe(105);
  });

  test('look again after waiting: what no longer matches stays as it is', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    const waiting = engine.update('c', { query: { _id: 'a', n: 1 }, update: { $set: { n: 50 } } });
    await engine.commit(t);
    expect((await waiting).matched).toBe(0);
  });

  test('go on when the transaction aborts', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    const waiting = setN('a', 7);
    await engine.abort(t);
    await waiting;
    expect((await get('a'))?.n).toBe(7);
  });

  test('to other documents do not wait, and reads never do', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    await setN('b', 8);
    expect(await numbers({})).toEqual([
      ['a', 1],
      ['b', 8],
    ]);
  });

  test('of a unique key held by a transaction wait and then fail', async () => {
    const t = engine.startTransaction();
    await engine.insert('c', [{ _id: 'x', u: 'k' }], t);
    const waiting = engine.insert('c', [{ _id: 'y', u: 'k' }]);
    const outcome = expect(waiting).rejects.toMatchObject(duplicate);
    await engine.commit(t);
    await outcome;
  });
});

describe('life and death', () => {
  test('two operations at once: the second is told it is busy, the first goes on', async () => {
    const t = engine.startTransaction();
    const results = await Promise.allSettled([setN('a', 5, t), setN('b', 6, t)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: busy });
    await engine.commit(t);
    expect(await numbers({})).toEqual([
      ['a', 5],
      ['b', 2],
    ]);
  });

  test('a commit while an operation runs is busy too', async () => {
    const t = engine.startTransaction();
    const running = setN('a', 5, t);
    await expect(engine.commit(t)).rejects.toMatchObject(busy);
    await running;
    await engine.commit(t);
  });

  test('after 30 seconds it is gone with its locks', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    monotonic = 29_999;
    await get('a', t);
    monotonic = 30_000;
    await expect(engine.commit(t)).rejects.toMatchObject(gone);
    await setN('a', 6);
    expect((await get('a'))?.n).toBe(6);
  });

  test('has 100 operations', async () => {
    const t = engine.startTransaction();
    for (let i = 0; i < 100; i += 1) await get('a', t);
    await expect(get('a', t)).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await engine.commit(t);
  });

  test('unknown, committed and aborted ones do not exist', async () => {
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await engine.commit(one);
    await engine.abort(two);
    for (const id of ['nonsense', one, two]) {
      await expect(get('a', id)).rejects.toMatchObject(gone);
      await expect(engine.commit(id)).rejects.toMatchObject(gone);
      await expect(engine.abort(id)).rejects.toMatchObject(gone);
    }
  });

  test('a missing collection is an error that leaves it alive', async () => {
    const t = engine.startTransaction();
    await setN('a', 5, t);
    await expect(engine.find('nowhere', {}, t)).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
    await engine.commit(t);
    expect((await get('a'))?.n).toBe(5);
  });

  test('listeners hear a commit once, whole, and nothing of an abort', async () => {
    const heard: Commit[] = [];
    engine.onCommit((commit) => heard.push(commit));
    const [one, two] = [engine.startTransaction(), engine.startTransaction()];
    await setN('a', 5, one);
    await engine.insert('d', [{ _id: 1 }], one);
    await engine.insert('d', [{ _id: 2 }], one);
    await engine.remove('d', { _id: 2 }, false, one);
    await setN('b', 6, two);
    await engine.abort(two);
    expect(heard).toEqual([]);
    await engine.commit(one);
    expect(heard.map(({ changes }) => changes)).toEqual([
      [
        { collection: 'c', id: 'a', before: { _id: 'a', n: 1, u: 'a' }, after: { _id: 'a', n: 5, u: 'a' } },
        { collection: 'd', id: 1, before: null, after: { _id: 1 } },
      ],
    ]);
  });
});
