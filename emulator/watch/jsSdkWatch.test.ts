/** `watch()` of @cloudbase/js-sdk in real Chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { start, type Emulator } from '../index';
import { openBrowser, signedInPage, type Browser, type Mode } from '../testing/browserPage';
import { setRules } from './rawClient';

let dir: string;
let emulator: Emulator;
let browser: Browser;

const options = () => ({ database: dir, data: join(dir, 'data') });

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-watch-sdk-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify({ collections: { t: { read: 'doc.owner == auth.uid' } } }));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [] }));
  emulator = await start(options());
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
  rmSync(dir, { recursive: true, force: true });
});

interface Arrangement {
  readonly order?: readonly [field: string, direction: 'asc' | 'desc'];
  readonly limit?: number;
}

async function startWatching(page: Page, where: string, arrangement: Arrangement = {}): Promise<void> {
  const given = { source: where, ...arrangement };
  await page.evaluate(({ source, order, limit }) => {
    // The page's globals are the SDK's, untyped.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- globals of the page's own script
    const world = window as any;
    world.seen = [];
    world.failed = [];
    let query = world.db.collection('t').where(JSON.parse(source));
    if (order) query = query.orderBy(...order);
    if (limit) query = query.limit(limit);
    world.listener = query.watch({
      onChange: (snapshot: unknown) => world.seen.push(snapshot),
      onError: (error: unknown) => world.failed.push(String((error as Error)?.message ?? JSON.stringify(error))),
    });
  }, given);
}

/** Waits for the snapshot number `count` (from 1) and describes it. */
async function snapshot(page: Page, count: number): Promise<{ docs: string[]; changes: string[] }> {
  await page.waitForFunction((wanted) => (window as never as { seen: unknown[] }).seen.length >= wanted, count);
  return page.evaluate((index) => {
    const { docs, docChanges } = (window as never as { seen: Snapshot[] }).seen[index] as Snapshot;
    return {
      docs: docs.map(({ _id, n }) => `${_id}=${n}`),
      changes: docChanges.map(({ queueType, docId }) => `${queueType} ${docId}`),
    };
  }, count - 1);
}

interface Snapshot {
  readonly docs: readonly { _id: string; n: number }[];
  readonly docChanges: readonly { queueType: string; docId: string }[];
}

test.each<Mode>(['GATEWAY', 'CLOUD_API'])('%s: first documents, then every change', async (mode) => {
  const { engine } = emulator;
  await engine.remove('t', {}, true);
  await engine.insert('t', [
    { _id: 'a', owner: 'alice', n: 1 },
    { _id: 'z', owner: 'bob', n: 1 },
  ]);
  const page = await signedInPage(browser, { emulatorUrl: emulator.url, mode, ticket: emulator.createTicket('alice') });
  await startWatching(page, '{"owner":"alice"}');
  expect(await snapshot(page, 1)).toEqual({ docs: ['a=1'], changes: ['init a'] });
  await engine.insert('t', [{ _id: 'b', owner: 'alice', n: 2 }]);
  expect(await snapshot(page, 2)).toEqual({ docs: ['a=1', 'b=2'], changes: ['enqueue b'] });
  await engine.update('t', { query: { _id: 'a' }, update: { $set: { n: 7 } } });
  expect(await snapshot(page, 3)).toEqual({ docs: ['a=7', 'b=2'], changes: ['update a'] });
  await engine.update('t', { query: { _id: 'b' }, update: { $set: { owner: 'bob' } } });
  expect(await snapshot(page, 4)).toEqual({ docs: ['a=7'], changes: ['dequeue b'] });
  await engine.remove('t', { _id: 'a' }, false);
  expect(await snapshot(page, 5)).toEqual({ docs: [], changes: ['dequeue a'] });
  expect(await page.evaluate(() => (window as never as { failed: string[] }).failed)).toEqual([]);
  await page.close();
});

const alice = async () => {
  await emulator.engine.remove('t', {}, true);
  const ticket = emulator.createTicket('alice');
  return signedInPage(browser, { emulatorUrl: emulator.url, mode: 'GATEWAY', ticket });
};

const failures = (page: Page) => page.evaluate(() => (window as never as { failed: string[] }).failed);

test('update tells the fields, set tells the document, a transaction is one snapshot', async () => {
  const { engine } = emulator;
  const page = await alice();
  await engine.insert('t', [{ _id: 'a', owner: 'alice', n: 1, o: { x: 1, y: 2 } }]);
  await startWatching(page, '{"owner":"alice"}');
  await snapshot(page, 1);
  await engine.update('t', { query: { _id: 'a' }, update: { $set: { 'o.x': 5 }, $unset: { 'o.y': '' } } });
  await engine.update('t', { query: { _id: 'a' }, update: { owner: 'alice', n: 2 }, replace: true });
  const transaction = engine.startTransaction();
  await engine.insert('t', [{ _id: 'b', owner: 'alice', n: 3 }], transaction);
  await engine.remove('t', { _id: 'a' }, false, transaction);
  await engine.commit(transaction);
  expect(await snapshot(page, 4)).toEqual({ docs: ['b=3'], changes: ['enqueue b', 'dequeue a'] });
  const changes = await page.evaluate(() =>
    (window as never as { seen: Snapshot[] }).seen.slice(1, 3).map(({ docChanges: [change] }) => change),
  );
  expect(changes).toMatchObject([
    { dataType: 'update', updatedFields: { 'o.x': 5 }, removedFields: ['o.y'], doc: { _id: 'a', o: { x: 5 } } },
    { dataType: 'replace', doc: { _id: 'a', n: 2 } },
  ]);
  expect(await failures(page)).toEqual([]);
  await page.close();
});

test('order and limit: a window over what matches', async () => {
  const { engine } = emulator;
  const page = await alice();
  await engine.insert(
    't',
    [1, 2, 3].map((n) => ({ _id: `d${n}`, owner: 'alice', n })),
  );
  await startWatching(page, '{"owner":"alice"}', { order: ['n', 'desc'], limit: 2 });
  expect(await snapshot(page, 1)).toEqual({ docs: ['d3=3', 'd2=2'], changes: ['init d3', 'init d2'] });
  await engine.insert('t', [{ _id: 'd9', owner: 'alice', n: 9 }]);
  expect(await snapshot(page, 2)).toEqual({ docs: ['d3=3', 'd9=9'], changes: ['dequeue d2', 'enqueue d9'] });
  await engine.remove('t', { _id: 'd9' }, false);
  expect(await snapshot(page, 3)).toEqual({ docs: ['d3=3', 'd2=2'], changes: ['dequeue d9', 'enqueue d2'] });
  expect(await failures(page)).toEqual([]);
  await page.close();
});

test('a page outlives a restart of the emulator: what changed meanwhile arrives by itself', async () => {
  const page = await alice();
  await emulator.engine.insert('t', [{ _id: 'a', owner: 'alice', n: 1 }]);
  await startWatching(page, '{"owner":"alice"}');
  expect(await snapshot(page, 1)).toEqual({ docs: ['a=1'], changes: ['init a'] });
  const other = await signedInPage(browser, {
    ...{ emulatorUrl: emulator.url, mode: 'CLOUD_API' as const },
    ticket: emulator.createTicket('bobby'),
  });
  await emulator.engine.insert('t', [{ _id: 'z', owner: 'bobby', n: 1 }]);
  await startWatching(other, '{"owner":"bobby"}');
  expect(await snapshot(other, 1)).toEqual({ docs: ['z=1'], changes: ['init z'] });
  const port = Number(new URL(emulator.url).port);
  await emulator.stop();
  emulator = await start({ ...options(), port });
  await emulator.engine.remove('t', { _id: 'z' }, false);
  await emulator.engine.update('t', { query: { _id: 'a' }, update: { $set: { n: 2 } } });
  await emulator.engine.insert('t', [{ _id: 'b', owner: 'alice', n: 3 }]);
  // The SDK tries at once, and again after ten seconds.
  expect(await snapshot(page, 2)).toEqual({ docs: ['a=2', 'b=3'], changes: ['init a', 'init b'] });
  await emulator.engine.remove('t', { _id: 'a' }, false);
  expect(await snapshot(page, 3)).toEqual({ docs: ['b=3'], changes: ['dequeue a'] });
  expect(await failures(page)).toEqual([]);
  // The other page has nothing left.
  expect((await snapshot(other, 2)).docs).toEqual([]);
  await emulator.engine.insert('t', [{ _id: 'y', owner: 'bobby', n: 2 }]);
  expect(await snapshot(other, 3)).toEqual({ docs: ['y=2'], changes: ['enqueue y'] });
  expect(await failures(other)).toEqual([]);
  await other.close();
  await page.close();
}, 60_000);

test('a rule that changes ends the watch on the page', async () => {
  const page = await alice();
  await startWatching(page, '{"owner":"alice"}');
  await page.waitForFunction(() => (window as never as { seen: unknown[] }).seen.length > 0);
  await setRules(emulator, 't', { read: false });
  await emulator.engine.insert('t', [{ _id: 'secret', owner: 'alice', n: 1 }]);
  await page.waitForFunction(() => (window as never as { failed: string[] }).failed.length > 0);
  expect((await failures(page)).join()).toContain('COLLECTION_PERMISSION_DENIED');
  expect(await page.evaluate(() => (window as never as { seen: unknown[] }).seen.length)).toBe(1);
  await setRules(emulator, 't', { read: 'doc.owner == auth.uid' });
  await page.close();
});

test('a query outside the rule is an error on the page', async () => {
  const ticket = emulator.createTicket('alice');
  const page = await signedInPage(browser, { emulatorUrl: emulator.url, mode: 'GATEWAY', ticket });
  await startWatching(page, '{"owner":"bob"}');
  await page.waitForFunction(() => (window as never as { failed: string[] }).failed.length > 0);
  const failed = await page.evaluate(() => (window as never as { failed: string[] }).failed);
  expect(failed.join()).toContain('COLLECTION_PERMISSION_DENIED');
  await page.close();
});
