/** REBUILD_WATCH: what a client gets that has lost its connection, its server, or too much. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Doc } from '../database/engine';
import { start, type Emulator } from '../index';
import { decodeText, encodeText } from '../wire/ejson';
import { RawClient, rebuildFrame, setRules, steps } from './rawClient';
import { newQueryId, readQueryId } from './queryId';

let dir: string;
let emulator: Emulator;
const options = () => ({ database: dir, data: join(dir, 'data') });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-rebuild-'));
  const rules = { collections: { t: { read: 'doc.owner == auth.uid' }, open: { read: true } } };
  writeFileSync(join(dir, 'rules.json'), JSON.stringify(rules));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [], open: [] }));
  emulator = await start(options());
});
afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  await setRules(emulator, 'open', { read: true });
  for (const name of ['t', 'open']) await emulator.engine.remove(name, {}, true);
});

async function restart(): Promise<void> {
  await emulator.stop();
  emulator = await start(options());
}

test('missed batches come with their own numbers', async () => {
  const client = await RawClient.of(emulator);
  const { queryID } = (await client.watch('t', { owner: 'alice' })).msgData;
  await client.close();
  await emulator.engine.insert('t', [
    { _id: 'a', owner: 'alice' },
    { _id: 'b', owner: 'alice' },
  ]);
  await emulator.engine.update('t', { query: { _id: 'a' }, update: { $set: { n: 1 } } });
  const again = await RawClient.of(emulator);
  const missed = await again.ask(rebuildFrame(queryID, 0));
  expect(missed.msgData).toMatchObject({ queryID, currEvent: 2 });
  expect(missed.msgData.events.map(({ ID }: { ID: number }) => ID)).toEqual([1, 1, 2]);
  expect(steps(missed)).toEqual(['add/enqueue a', 'add/enqueue b', 'update/update a']);
  expect(steps(await again.ask(rebuildFrame(queryID, 2)))).toEqual([]);
  await again.close();
});

test('further behind than is kept: everything anew, as the next event', async () => {
  const client = await RawClient.of(emulator);
  const { queryID } = (await client.watch('t', { owner: 'alice' })).msgData;
  await client.close();
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice', n: 0 }]);
  for (let i = 0; i < 500; i += 1) {
    await emulator.engine.update('t', { query: { _id: 'a' }, update: { $inc: { n: 1 } } });
  }
  const again = await RawClient.of(emulator);
  const anew = await again.ask(rebuildFrame(queryID, 0));
  expect(anew).toMatchObject({ msgType: 'NEXT_EVENT', msgData: { queryID, currEvent: 1 } });
  expect(anew.msgData.events).toMatchObject([{ ID: 1, DataType: 'init', Doc: '{"_id":"a","owner":"alice","n":500}' }]);
  await emulator.engine.remove('t', { _id: 'a' }, false);
  expect(await again.next()).toMatchObject({ msgData: { queryID, currEvent: 2, events: [{ DataType: 'remove' }] } });
  await again.close();
});

test('large documents are kept by their size, not for ever', async () => {
  const client = await RawClient.of(emulator);
  const { queryID } = (await client.watch('open', {})).msgData;
  await client.close();
  for (let i = 0; i < 6; i += 1) await emulator.engine.insert('open', [{ _id: i, text: 'x'.repeat(1_000_000) }]);
  const again = await RawClient.of(emulator);
  expect(steps(await again.ask(rebuildFrame(queryID, 3)))).toEqual(['add/enqueue 3', 'add/enqueue 4', 'add/enqueue 5']);
  const anew = await again.ask(rebuildFrame(queryID, 0));
  expect(steps(anew)).toEqual([0, 1, 2, 3, 4, 5].map((id) => `init/init ${id}`));
  await again.close();
});

test('after a restart the watch goes on under its name, with order, limit and dates', async () => {
  const dates = [5, 6, 7].map((at) => ({ _id: `d${at}`, at: new Date(at) }));
  await emulator.engine.insert('open', dates);
  const client = await RawClient.of(emulator);
  const query = { at: { $gte: { $date: 6 } } };
  const { queryID } = (await client.watch('open', query, { limit: 1, orderBy: { at: 'desc' } })).msgData;
  await restart();
  expect(await client.closed).toBe(1012);
  const again = await RawClient.of(emulator);
  const anew = await again.ask(rebuildFrame(queryID, 41));
  expect(anew).toMatchObject({ msgType: 'NEXT_EVENT', msgData: { queryID, currEvent: 42 } });
  expect(anew.msgData.events).toMatchObject([{ ID: 42, DataType: 'init', DocID: 'd7' }]);
  await emulator.engine.insert('open', [{ _id: 'd9', at: new Date(9) }]);
  const next = await again.next();
  expect(next.msgData.currEvent).toBe(43);
  expect(steps(next)).toEqual(['limit/dequeue d7', 'add/enqueue d9']);
  await again.close();
});

test('when nothing is left the client is emptied', async () => {
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice' }]);
  const client = await RawClient.of(emulator);
  const { queryID } = (await client.watch('t', { owner: 'alice' })).msgData;
  await emulator.engine.remove('t', { _id: 'a' }, false);
  await restart();
  const again = await RawClient.of(emulator);
  const anew = await again.ask(rebuildFrame(queryID, 0));
  expect(steps(anew)).toEqual(['init/init ', 'remove/dequeue ']);
  await again.close();
});

test('a name from elsewhere opens nothing that the rules keep shut', async () => {
  const client = await RawClient.of(emulator);
  const forged = newQueryId({ collection: 't', query: { owner: 'bob' }, order: [], limit: undefined });
  expect((await client.ask(rebuildFrame(forged, 0))).msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
  await client.close();
});

test('a rule that was withdrawn while the client was away is told at its return', async () => {
  const client = await RawClient.of(emulator);
  const { queryID } = (await client.watch('open', {})).msgData;
  await client.close();
  await setRules(emulator, 'open', { read: false });
  await emulator.engine.insert('open', [{ _id: 'secret' }]);
  const again = await RawClient.of(emulator);
  expect((await again.ask(rebuildFrame(queryID, 0))).msgData.code).toBe('COLLECTION_PERMISSION_DENIED');
  await again.close();
});

test('an old socket that closes late does not end the watch of the new one', async () => {
  const first = await RawClient.of(emulator);
  const { queryID } = (await first.watch('t', { owner: 'alice' })).msgData;
  const second = await RawClient.of(emulator);
  await second.ask(rebuildFrame(queryID, 0));
  await first.close();
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice' }]);
  expect(steps(await second.next())).toEqual(['add/enqueue a']);
  await second.close();
});

test('a name says what it stands for', () => {
  const texts =
    '{"at":{"$gt":{"$date":{"$numberLong":"5"}}},"name":{"$regularExpression":{"pattern":"王","options":"i"}}}';
  const query = decodeText(texts, () => 0) as Doc;
  const watched = { collection: '护士', query, order: [['n', -1]] as const, limit: 3 };
  expect(readQueryId(newQueryId(watched))).toEqual(watched);
  expect(encodeText(readQueryId(newQueryId(watched))?.query)).toBe(texts);
  for (const text of ['', 'q', 'q.', 'q.e30', 'q.bm90IGpzb24']) expect(readQueryId(text)).toBeUndefined();
});
