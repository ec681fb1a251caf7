/** Many watches, and clients that do not keep up. `WATCH_REPORT=1` prints what a write costs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';
import { RawClient, steps } from './rawClient';

const WATCHERS = 1000;
const SOCKETS = 20;

let dir: string;
let emulator: Emulator;
let clients: RawClient[] = [];
const log: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-crowd-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify({ collections: { open: { read: true } } }));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ open: [] }));
  emulator = await start({ database: dir, log: (line) => log.push(line) });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  await emulator.engine.remove('open', {}, true);
});
afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Sockets with as many watches each. */
async function crowd(queryOf: (index: number) => object): Promise<RawClient[]> {
  clients = await Promise.all(Array.from({ length: SOCKETS }, () => RawClient.of(emulator)));
  for (let i = 0; i < WATCHERS; i += 1) {
    const client = clients[i % SOCKETS] as RawClient;
    expect((await client.watch('open', queryOf(i), {}, `w${i}`)).msgType).toBe('INIT_EVENT');
  }
  return clients;
}

/** Writes and waits for all events; milliseconds for the writer and until the last client knows. */
async function measured(name: string, write: () => Promise<unknown>, arrived: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await write();
  const written = performance.now();
  await arrived();
  const told = performance.now();
  if (!process.env.WATCH_REPORT) return;
  console.log(`${name}: the write ${(written - began).toFixed(2)} ms, all told after ${(told - began).toFixed(2)} ms`);
}

test('a thousand watch a document each: a write asks the one that it concerns', async () => {
  await emulator.engine.insert(
    'open',
    Array.from({ length: WATCHERS }, (_, i) => ({ _id: `d${i}`, owner: `o${i}` })),
  );
  await crowd((i) => (i % 2 ? { _id: `d${i}` } : { owner: `o${i}` }));
  const matches = jest.spyOn(emulator.engine, 'matches');
  const update = (i: number) => emulator.engine.update('open', { query: { _id: `d${i}` }, update: { $inc: { n: 1 } } });
  for (const i of [5, 6]) {
    matches.mockClear();
    const client = clients[i % SOCKETS] as RawClient;
    await measured(
      '1,000 watches, one concerned',
      () => update(i),
      async () => {
        expect(await client.next()).toMatchObject({ watchId: `w${i}`, msgData: { currEvent: 1 } });
      },
    );
    expect(matches).toHaveBeenCalledTimes(1);
  }
}, 60_000);

test('a thousand watch one collection: all are told, once each, in the order of the commits', async () => {
  await crowd(() => ({}));
  const each = async (): Promise<void> => {
    for (let i = 0; i < WATCHERS; i += 1) {
      const { watchId, msgData } = await (clients[i % SOCKETS] as RawClient).next();
      expect([watchId, msgData.currEvent]).toEqual([`w${i}`, msgData.events[0].ID]);
    }
  };
  const insert = (id: string) => emulator.engine.insert('open', [{ _id: id, text: 'x'.repeat(200) }]);
  await measured('1,000 watches, all concerned', () => insert('a'), each);
  await Promise.all([insert('b'), insert('c')]);
  await each();
  await each();
}, 60_000);

test('what a watch is told is the order of the commits, also when many write at once', async () => {
  const client = await RawClient.of(emulator);
  clients = [client];
  await client.watch('open', {});
  const committed: unknown[] = [];
  emulator.engine.onCommit(({ changes }) => committed.push(...changes.map(({ after }) => after?.n)));
  await emulator.engine.insert('open', [{ _id: 'a', n: 0 }]);
  const write = async () => {
    const t = emulator.engine.startTransaction();
    try {
      await emulator.engine.update('open', { query: { _id: 'a' }, update: { $inc: { n: 1 } } }, t);
      await emulator.engine.commit(t);
    } catch (error) {
      expect((error as { code: string }).code).toBe('DATABASE_TRANSACTION_CONFLICT');
    }
  };
  const plain = () => emulator.engine.update('open', { query: { _id: 'a' }, update: { $inc: { n: 1 } } });
  await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? write() : plain())));
  const told: unknown[] = [];
  while (told.length < committed.length) {
    for (const event of (await client.next()).msgData.events) told.push(JSON.parse(event.Doc).n);
  }
  expect(told).toEqual(committed);
  expect(told).toEqual(told.map((_, i) => i));
});

test('a client that does not read is cut off, the others go on', async () => {
  const [slow, quick] = [await RawClient.of(emulator), await RawClient.of(emulator)];
  clients = [quick];
  await slow.watch('open', {});
  await quick.watch('open', { _id: 'last' });
  slow.socket.pause();
  const text = 'x'.repeat(1_000_000);
  const isCutOff = () => log.some((line) => line.includes('cut off'));
  for (let i = 0; i < 60 && !isCutOff(); i += 1) {
    await emulator.engine.insert('open', [{ _id: i, text }]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(isCutOff()).toBe(true);
  await emulator.engine.insert('open', [{ _id: 'last' }]);
  expect(steps(await quick.next())).toEqual(['add/enqueue last']);
  slow.socket.resume();
  expect(await slow.closed).toBe(1006);
}, 60_000);

test('a collection that is dropped leaves its watches empty', async () => {
  const client = await RawClient.of(emulator);
  clients = [client];
  await emulator.engine.insert('open', [{ _id: 'a' }, { _id: 'b' }]);
  await client.watch('open', {});
  await emulator.engine.dropCollection('open');
  await emulator.engine.createCollection('open');
  expect(steps(await client.next())).toEqual(['remove/dequeue a', 'remove/dequeue b']);
  await emulator.engine.insert('open', [{ _id: 'c' }]);
  expect(steps(await client.next())).toEqual(['add/enqueue c']);
});

test('a frame that is too long closes the socket, and only that', async () => {
  const [long, quick] = [await RawClient.of(emulator), await RawClient.of(emulator)];
  clients = [quick];
  long.send({ msgType: 'PING', msgData: 'x'.repeat(2_000_000) });
  expect(await long.closed).toBe(1009);
  expect((await quick.ask({ msgType: 'PING', requestId: 'R9' })).msgType).toBe('PONG');
});

test('a watch that grows beyond its limit is ended with an error', async () => {
  const client = await RawClient.of(emulator);
  clients = [client];
  await client.watch('open', { kind: 'many' }, { limit: 1 });
  const docs = Array.from({ length: 5001 }, (_, i) => ({ _id: i, kind: 'many' }));
  await emulator.engine.insert('open', docs);
  expect((await client.next()).msgType).toBe('NEXT_EVENT');
  expect(await client.next()).toMatchObject({ msgType: 'ERROR', msgData: { code: 'SYS_ERR' } });
});
