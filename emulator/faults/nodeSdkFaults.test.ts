/** Each kind of fault as @cloudbase/node-sdk meets it. */
import cloudbase from '@cloudbase/node-sdk';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

/** A request that is never answered is given up after so long, by the SDK itself. */
const SDK_TIMEOUT_MS = 400;

let dir: string;
let emulator: Emulator;
const opened = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, timeout: SDK_TIMEOUT_MS });
let app: ReturnType<typeof opened>;
let db: ReturnType<typeof app.database>;
type Transaction = Awaited<ReturnType<typeof db.startTransaction>>;

beforeAll(async () => {
  // The SDK warns of slowness seconds after a request that failed at once, when the tests are over.
  console.warn = () => undefined;
  dir = mkdtempSync(join(tmpdir(), 'emulator-faults-'));
  mkdirSync(join(dir, 'ring'));
  writeFileSync(
    join(dir, 'ring', 'index.js'),
    'exports.main = async () => { console.log("rings"); return { ok: 1 }; }',
  );
  writeFileSync(
    join(dir, 'ring', 'config.json'),
    JSON.stringify({ timeout: 1, triggers: [{ name: 'daily', type: 'timer', config: '0 0 2 * * * *' }] }),
  );
  emulator = await start({ functions: dir });
  actAsFunction(emulator.url);
  app = opened();
  db = app.database();
  await db.createCollection('t');
});

beforeEach(async () => {
  emulator.faults.clear();
  await emulator.engine.remove('t', {}, true);
  await emulator.engine.insert('t', [{ _id: 'a', n: 1 }]);
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

const failureOf = async (work: Promise<unknown>): Promise<{ code: string; message: string }> =>
  work.then(
    () => Promise.reject(new Error('did not fail')),
    (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
  );
const stored = async (): Promise<unknown> => (await emulator.engine.find('t', { query: { _id: 'a' } }))[0]?.n;
const raise = () =>
  db
    .collection('t')
    .doc('a')
    .update({ n: db.command.inc(1) });

describe('on /admin', () => {
  test('an error, the next two times', async () => {
    const id = emulator.faults.add({
      ...{ on: 'admin', name: 'database.modifyDocument', times: 2 },
      ...{ effect: 'error', code: 'DATABASE_REQUEST_FAILED', message: 'disk on fire' },
    });
    for (const _time of [1, 2]) {
      expect(await failureOf(raise())).toEqual({
        code: 'DATABASE_REQUEST_FAILED',
        message: expect.stringContaining('disk on fire'),
      });
    }
    expect(await stored()).toBe(1);
    await raise();
    expect(await stored()).toBe(2);
    expect(emulator.faults.list()).toMatchObject([{ id, matched: 2, struck: 2, left: 0 }]);
  });

  test('other actions and collections are left alone', async () => {
    emulator.faults.add({ on: 'admin', collection: 'other', effect: 'error', code: 'SYS_ERR' });
    emulator.faults.add({ on: 'admin', name: 'storage.*', effect: 'error', code: 'SYS_ERR' });
    await raise();
    expect(await stored()).toBe(2);
  });

  test('a delay, and then the work', async () => {
    emulator.faults.add({ on: 'admin', delayMs: 150 });
    const began = performance.now();
    await raise();
    expect(performance.now() - began).toBeGreaterThanOrEqual(149);
    expect(await stored()).toBe(2);
  });

  test('a bare HTTP status', async () => {
    emulator.faults.add({ on: 'admin', effect: 'status', status: 502 });
    await failureOf(raise());
    const answer = await fetch(`${emulator.url}/admin`, { method: 'POST', body: '{"action":"database.getDocument"}' });
    expect([answer.status, await answer.text()]).toEqual([502, 'HTTP 502']);
    expect(await stored()).toBe(1);
  });

  test('no answer: the SDK gives up', async () => {
    emulator.faults.add({ on: 'admin', effect: 'timeout', times: 1 });
    expect((await failureOf(raise())).code).toMatch(/TIMEDOUT|TIMEOUT/);
    expect(await stored()).toBe(1);
  });

  test('cut before: nothing is done', async () => {
    emulator.faults.add({ on: 'admin', effect: 'dropBefore', times: 1 });
    expect((await failureOf(raise())).code).toBe('ECONNRESET');
    expect(await stored()).toBe(1);
  });

  test('cut after: it is done, and the SDK does not know', async () => {
    emulator.faults.add({ on: 'admin', name: 'database.modifyDocument', effect: 'dropAfter', times: 1 });
    expect((await failureOf(raise())).code).toBe('ECONNRESET');
    expect(await stored()).toBe(2);
  });

  test('a commit that is carried out though its answer is lost', async () => {
    emulator.faults.add({ on: 'admin', name: 'database.commitTransaction', effect: 'dropAfter', times: 1 });
    const failure = await failureOf(
      db.runTransaction(async (transaction: Transaction) => {
        await transaction.collection('t').doc('a').update({ n: 50 });
      }),
    );
    expect(failure.code).toBe('ECONNRESET');
    expect(await stored()).toBe(50);
  });
});

describe('a conflict', () => {
  test('inside the callback is retried by the SDK', async () => {
    emulator.faults.add({ on: 'admin', name: 'database.modifyDocument', effect: 'conflict', times: 1 });
    let tries = 0;
    await db.runTransaction(async (transaction: Transaction) => {
      tries += 1;
      await transaction.collection('t').doc('a').update({ n: 7 });
    });
    expect([tries, await stored()]).toEqual([2, 7]);
  });

  test('that does not end is told in the platform’s words, and leaves no lock', async () => {
    emulator.faults.add({ on: 'admin', name: 'database.commitTransaction', effect: 'conflict' });
    const failure = await failureOf(
      db.runTransaction(async (transaction: Transaction) => {
        await transaction.collection('t').doc('a').update({ n: 7 });
      }),
    );
    expect(failure).toEqual({
      code: 'DATABASE_TRANSACTION_CONFLICT',
      message: expect.stringContaining('Transaction is conflict'),
    });
    await raise();
    expect(await stored()).toBe(2);
  });
});

describe('on functions', () => {
  const call = () => app.callFunction({ name: 'ring', data: {} }, { timeout: 5000 });
  const rung = () => emulator.functions.calls('ring').length;

  test('an error instead of the call', async () => {
    const before = rung();
    emulator.faults.add({ on: 'function', name: 'ring', effect: 'error', code: 'FUNCTIONS_EXECUTE_FAIL', times: 1 });
    expect((await failureOf(call())).code).toBe('FUNCTIONS_EXECUTE_FAIL');
    expect(rung()).toBe(before);
    expect((await call()).result).toEqual({ ok: 1 });
  });

  test('the time limit', async () => {
    emulator.faults.add({ on: 'function', effect: 'timeout', times: 1 });
    expect(await failureOf(call())).toEqual({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: expect.stringContaining('timed out after 1 seconds'),
    });
  });

  test('the answer lost after the function has run', async () => {
    const before = rung();
    emulator.faults.add({ on: 'function', effect: 'dropAfter', times: 1 });
    expect((await failureOf(call())).code).toBe('ECONNRESET');
    expect(rung()).toBe(before + 1);
  });

  test('a timer’s call fails too, though it has no connection', async () => {
    emulator.faults.add({ on: 'function', name: 'ring', effect: 'dropBefore', times: 1 });
    expect(await emulator.timers.runNow('ring')).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(await emulator.timers.runNow('ring')).toMatchObject({ ok: true });
  });

  test('steering itself is never cut', async () => {
    emulator.faults.add({ on: 'function', effect: 'dropAfter' });
    const body = JSON.stringify({ advanceMs: 86_400_000 });
    const moved = await fetch(`${emulator.url}/_emulator/clock`, { method: 'POST', body });
    expect(await moved.json()).toMatchObject({ fired: [{ name: 'ring', ok: false }] });
    await fetch(`${emulator.url}/_emulator/clock`, { method: 'POST', body: '{"reset":true}' });
  });
});

describe('on files', () => {
  const upload = () => app.uploadFile({ cloudPath: 'pictures/a.png', fileContent: Buffer.from('bytes') as never });
  const fileID = 'cloud://local-env.6c6f-local-env-1250000000/pictures/a.png';

  test('an upload that is refused', async () => {
    emulator.faults.add({ on: 'upload', name: 'pictures/*', effect: 'error', code: 'SlowDown', times: 1 });
    expect((await failureOf(upload())).code).toBe('STORAGE_REQUEST_FAIL');
    expect((await upload()).fileID).toBe(fileID);
  });

  test('an upload that arrives though its answer is lost', async () => {
    await app.deleteFile({ fileList: [fileID] });
    emulator.faults.add({ on: 'upload', effect: 'dropAfter', times: 1 });
    await failureOf(upload());
    expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe('bytes');
  });

  test('a download that breaks', async () => {
    await upload();
    emulator.faults.add({ on: 'download', effect: 'dropBefore', times: 1 });
    await failureOf(app.downloadFile({ fileID }));
    expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe('bytes');
  });
});

test('the browser’s doors: /v1 with its HTTP status, /web in an envelope, /auth in its own words', async () => {
  emulator.faults.add({
    on: 'v1',
    name: '/v1/functions/*',
    effect: 'error',
    code: 'EXCEED_REQUEST_LIMIT',
    status: 429,
  });
  emulator.faults.add({ on: 'web', name: 'auth.*', effect: 'error', code: 'SYS_ERR' });
  emulator.faults.add({ on: 'auth', name: '*/anonymously', effect: 'error', code: 'resource_exhausted' });
  const post = async (path: string, body = '{}') => {
    const answer = await fetch(`${emulator.url}${path}`, { method: 'POST', body });
    return [answer.status, await answer.json()];
  };
  expect(await post('/v1/functions/ring')).toEqual([429, expect.objectContaining({ code: 'EXCEED_REQUEST_LIMIT' })]);
  expect(await post('/web', '{"action":"auth.wsWebSign"}')).toEqual([
    200,
    expect.objectContaining({ code: 'SYS_ERR' }),
  ]);
  expect(await post('/auth/v1/signin/anonymously')).toEqual([
    400,
    expect.objectContaining({ error: 'resource_exhausted' }),
  ]);
});

test('set over HTTP, by a program of another language', async () => {
  const faults = `${emulator.url}/_emulator/faults`;
  const rule = JSON.stringify({ on: 'admin', effect: 'dropBefore', times: 1 });
  expect(await (await fetch(faults, { method: 'POST', body: rule })).json()).toEqual({ id: expect.any(String) });
  expect((await failureOf(raise())).code).toBe('ECONNRESET');
  expect(await (await fetch(faults)).json()).toMatchObject({ faults: [{ struck: 1, left: 0 }] });
  await fetch(faults, { method: 'DELETE' });
  expect(await (await fetch(faults)).json()).toEqual({ faults: [] });
});
