/** Faults on realtime messages, in both directions. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';
import { RawClient, steps } from '../watch/rawClient';

let dir: string;
let emulator: Emulator;
let client: RawClient;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-watch-faults-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify({ collections: { t: { read: true } } }));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [] }));
  emulator = await start({ database: dir });
});

beforeEach(async () => {
  emulator.faults.clear();
  await emulator.engine.remove('t', {}, true);
  client = await RawClient.of(emulator);
});

afterEach(() => client.socket.terminate());

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

const insert = (_id: string) => emulator.engine.insert('t', [{ _id }]);
const ping = { requestId: 'P', msgType: 'PING', msgData: null };

test('an error instead of the watch, once', async () => {
  emulator.faults.add({
    ...{ on: 'watch', name: 'INIT_WATCH', collection: 't', times: 1 },
    ...{ effect: 'error', code: 'SYS_ERR', message: 'out of order' },
  });
  expect(await client.watch('t', {})).toEqual({
    ...{ watchId: 'w1', requestId: 'R2', msgType: 'ERROR', msgData: { code: 'SYS_ERR', message: 'out of order' } },
  });
  expect(await client.watch('t', {})).toMatchObject({ msgType: 'INIT_EVENT' });
});

test('a message that gets no answer holds nothing up', async () => {
  emulator.faults.add({ on: 'watch', name: 'INIT_WATCH', effect: 'timeout' });
  client.send({ watchId: 'w1', requestId: 'R2', msgType: 'INIT_WATCH', msgData: { collName: 't', query: '{}' } });
  expect(await client.ask(ping)).toMatchObject({ msgType: 'PONG' });
});

test('the socket cut instead of an answer', async () => {
  emulator.faults.add({ on: 'watch', name: 'INIT_WATCH', effect: 'dropBefore' });
  client.send({ watchId: 'w1', requestId: 'R2', msgType: 'INIT_WATCH', msgData: { collName: 't', query: '{}' } });
  expect(await client.closed).toBe(1006);
});

test('an event that is lost: the next one tells by its number', async () => {
  await client.watch('t', {});
  emulator.faults.add({ on: 'watch', name: 'NEXT_EVENT', effect: 'timeout', times: 1 });
  await insert('lost');
  await insert('seen');
  const frame = await client.next();
  expect([frame.msgData.currEvent, steps(frame)]).toEqual([2, ['add/enqueue seen']]);
});

test('an event that is delayed is not overtaken', async () => {
  await client.watch('t', {});
  emulator.faults.add({ on: 'watch', name: 'NEXT_EVENT', delayMs: 120, times: 1 });
  await insert('first');
  await insert('second');
  expect(steps(await client.next())).toEqual(['add/enqueue first']);
  expect(steps(await client.next())).toEqual(['add/enqueue second']);
});

test('the socket cut after an event', async () => {
  await client.watch('t', {});
  emulator.faults.add({ on: 'watch', name: 'NEXT_EVENT', effect: 'dropAfter' });
  await insert('last');
  expect(steps(await client.next())).toEqual(['add/enqueue last']);
  expect(await client.closed).toBe(1006);
});
