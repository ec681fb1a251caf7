/** `watch()` of @cloudbase/js-sdk in real Chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { start, type Emulator } from '../index';
import { openBrowser, signedInPage, type Browser, type Mode } from '../testing/browserPage';

let dir: string;
let emulator: Emulator;
let browser: Browser;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-watch-sdk-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify({ collections: { t: { read: 'doc.owner == auth.uid' } } }));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [] }));
  emulator = await start({ databaseDir: dir });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function startWatching(page: Page, where: string): Promise<void> {
  await page.evaluate((source) => {
    // The page's globals are the SDK's, untyped.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const world = window as any;
    world.seen = [];
    world.failed = [];
    world.listener = world.db
      .collection('t')
      .where(JSON.parse(source))
      .watch({
        onChange: (snapshot: unknown) => world.seen.push(snapshot),
        onError: (error: unknown) => world.failed.push(String((error as Error)?.message ?? JSON.stringify(error))),
      });
  }, where);
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

test('a query outside the rule is an error on the page', async () => {
  const ticket = emulator.createTicket('alice');
  const page = await signedInPage(browser, { emulatorUrl: emulator.url, mode: 'GATEWAY', ticket });
  await startWatching(page, '{"owner":"bob"}');
  await page.waitForFunction(() => (window as never as { failed: string[] }).failed.length > 0);
  const failed = await page.evaluate(() => (window as never as { failed: string[] }).failed);
  expect(failed.join()).toContain('COLLECTION_PERMISSION_DENIED');
  await page.close();
});
