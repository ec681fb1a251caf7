/** What a transaction answers through the real node-sdk, operation by operation. */
import cloudbase from '@cloudbase/node-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

const gone = { code: 'DATABASE_TRANSACTION_FAIL', message: expect.stringContaining('TransactionNotExist') as string };
const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' };

let emulator: Emulator;
const opened = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database();
let db: ReturnType<typeof opened>;
type Transaction = Awaited<ReturnType<typeof db.startTransaction>>;
let transaction: Transaction;

/** The SDK has these and does not declare them. */
interface Inside {
  where(query: object): {
    get(): Promise<{ data: unknown[] }>;
    updateAndReturn(data: object): Promise<unknown>;
  };
}
const inside = () => transaction.collection('t') as unknown as Inside;
const ids = async (query: object) =>
  ((await inside().where(query).get()).data as { _id: string }[]).map(({ _id }) => _id);

beforeAll(async () => {
  emulator = await start();
  actAsFunction(emulator.url);
  db = opened();
  for (const name of ['t', 'u']) await db.createCollection(name);
  await emulator.engine.createIndex('t', { name: 'n', keys: { n: 1 } });
  await emulator.engine.createIndex('t', { name: 'slot', keys: { slot: 1 }, unique: true, sparse: true });
});
afterAll(() => emulator.stop());
beforeEach(async () => {
  for (const name of ['t', 'u']) await emulator.engine.remove(name, {}, true);
  await emulator.engine.insert('t', [
    { _id: 'a', n: 1 },
    { _id: 'b', n: 2 },
  ]);
  transaction = await db.startTransaction();
});

test('get of one that is there, and of none', async () => {
  expect((await transaction.collection('t').doc('a').get()).data).toEqual({ _id: 'a', n: 1 });
  expect((await transaction.collection('t').doc('nobody').get()).data).toBeNull();
  await transaction.commit();
});

test('add, set that creates, set that replaces, update, delete', async () => {
  expect(await transaction.collection('t').add({ _id: 'c', n: 3 })).toMatchObject({ inserted: 1, ok: 1, id: 'c' });
  const made = await transaction.collection('t').doc('d').set({ n: 4 });
  expect(made).toMatchObject({ updated: 0, upserted: [{ _id: 'd' }] });
  // The SDK makes this of the answer's `upsert_id: null`.
  const replaced = await transaction.collection('t').doc('a').set({ m: 1 });
  expect(replaced).toMatchObject({ updated: 1, upserted: [{ _id: null }] });
  expect(await transaction.collection('t').doc('b').update({ n: 20 })).toMatchObject({ updated: 1 });
  expect(await transaction.collection('t').doc('nobody').update({ n: 20 })).toMatchObject({ updated: 0 });
  expect(await transaction.collection('t').doc('c').delete()).toMatchObject({ deleted: 1 });
  await transaction.commit();
  const { data } = await db.collection('t').orderBy('_id', 'asc').get();
  expect(data).toEqual([
    { _id: 'a', m: 1 },
    { _id: 'b', n: 20 },
    { _id: 'd', n: 4 },
  ]);
});

test('where by an index sees the snapshot and own writes, over two collections', async () => {
  expect(await ids({ n: db.command.gte(1) })).toEqual(['a', 'b']);
  await db.collection('t').doc('a').update({ n: 0 });
  await db.collection('t').add({ _id: 'late', n: 9 });
  await db.collection('u').add({ _id: 'late' });
  await transaction.collection('t').doc('b').update({ n: 5 });
  expect((await ids({ n: db.command.gte(1) })).sort()).toEqual(['a', 'b']);
  expect(await ids({ n: 5 })).toEqual(['b']);
  expect((await transaction.collection('u').doc('late').get()).data).toBeNull();
  await transaction.rollback('seen');
});

test('updateAndReturn belongs to the transaction', async () => {
  const returned = await inside()
    .where({ _id: 'a' })
    .updateAndReturn({ n: db.command.inc(1) });
  expect(returned).toMatchObject({ updated: 1, doc: { _id: 'a', n: 2 } });
  expect((await db.collection('t').doc('a').get()).data).toEqual([{ _id: 'a', n: 1 }]);
  await transaction.rollback('no');
  expect((await db.collection('t').doc('a').get()).data).toEqual([{ _id: 'a', n: 1 }]);
});

test('two that want one slot: the first has it', async () => {
  const other = await db.startTransaction();
  await transaction.collection('t').add({ slot: 'Mon' });
  await expect(other.collection('t').add({ slot: 'Mon' })).rejects.toMatchObject(conflict);
  await transaction.commit();
  await expect(db.collection('t').add({ slot: 'Mon' })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('E11000 duplicate key') as string,
  });
});

test('after a conflict the transaction is dead', async () => {
  await transaction.collection('t').doc('b').get();
  await db.collection('t').doc('a').update({ n: 100 });
  await expect(transaction.collection('t').doc('a').update({ n: 2 })).rejects.toMatchObject(conflict);
  await expect(transaction.collection('t').doc('b').get()).rejects.toMatchObject(gone);
  await expect(transaction.rollback('late')).rejects.toMatchObject(gone);
});

test('after its end it does not exist', async () => {
  await transaction.commit();
  await expect(transaction.commit()).rejects.toMatchObject(gone);
  await expect(transaction.collection('t').doc('a').get()).rejects.toMatchObject(gone);
  const other = await db.startTransaction();
  await other.rollback('first');
  await expect(other.rollback('second')).rejects.toMatchObject(gone);
});

test('a missing collection is named, and the transaction lives', async () => {
  await transaction.collection('t').doc('a').update({ n: 7 });
  await expect(transaction.collection('nowhere').doc('a').get()).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_NOT_EXIST',
  });
  await transaction.commit();
  expect((await db.collection('t').doc('a').get()).data).toEqual([{ _id: 'a', n: 7 }]);
});

test('a plain write waits for the transaction, then counts on top', async () => {
  await transaction.collection('t').doc('a').update({ n: 10 });
  const waiting = db
    .collection('t')
    .doc('a')
    .update({ n: db.command.inc(1) });
  await transaction.collection('t').doc('b').get();
  await transaction.commit();
  expect(await waiting).toMatchObject({ updated: 1 });
  expect((await db.collection('t').doc('a').get()).data).toEqual([{ _id: 'a', n: 11 }]);
});
