/** Functions that call the database, each other and storage through the real SDK, in their own processes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';

const INIT = `const cloudbase = require('@cloudbase/node-sdk');
const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });`;
const FUNCTIONS: Readonly<Record<string, string>> = {
  inner: `exports.main = async (event) => ({ event, source: process.env.TCB_SOURCE, openid: process.env.WX_OPENID });`,
  outer: `${INIT} exports.main = async (event) => (await app.callFunction({ name: 'inner', data: event.data })).result;`,
  stray: `${INIT} const db = app.database();
    exports.main = () => db.runTransaction(async (transaction) => {
      await transaction.collection('t').doc('a').get();
      await db.collection('t').where({ n: 1 }).update({ n: 2 });
    });`,
  thrower: `exports.main = async () => { throw new Error('on purpose'); };`,
  route: `exports.main = async (event) => ({ statusCode: 201, headers: { 'x-from': event.path }, body: event.body });`,
};

let dir: string;
let emulator: Emulator;
const lines: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-functions-'));
  for (const [name, source] of Object.entries(FUNCTIONS)) {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, 'index.js'), source);
    const config = { timeout: 20, ...(name === 'route' ? { httpPath: '/hook' } : {}) };
    writeFileSync(join(dir, name, 'config.json'), JSON.stringify(config));
  }
  const env = { NODE_PATH: join(__dirname, '..', '..', 'node_modules') };
  emulator = await start({ functions: dir, env, log: (line) => lines.push(line) });
  await emulator.engine.createCollection('t');
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function steer(path: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(`${emulator.url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return (await reply.json()) as Record<string, unknown>;
}

test('a function called by a function sees the chain, and nobody’s openid', async () => {
  const called = await steer('call', { name: 'outer', data: { data: { a: 1 } }, as: { openid: 'oA' } });
  expect(called).toMatchObject({ ok: true, result: { event: { a: 1 }, source: 'wx_client,scf' } });
  expect((called.result as { openid?: string }).openid).toBeUndefined();
});

test('a call that writes past its open transaction is pointed out', async () => {
  await emulator.engine.insert('t', [{ _id: 'a', n: 1 }]);
  expect(await steer('call', { name: 'stray', data: {}, as: {} })).toMatchObject({ ok: true });
  expect(lines.join('\n')).toContain('modifyDocument on t runs OUTSIDE the transaction this call has open');
});

test('a thrown error reaches the caller with its code', async () => {
  const body = { action: 'functions.invokeFunction', function_name: 'thrower', request_data: '' };
  const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body: JSON.stringify(body) });
  expect(await reply.json()).toMatchObject({
    code: 'FUNCTIONS_EXECUTE_FAIL',
    message: expect.stringContaining('on purpose'),
  });
});

test('an HTTP route, and paths that lead nowhere', async () => {
  const reply = await fetch(`${emulator.url}/hook/pay?x=1`, { method: 'POST', body: 'raw' });
  expect([reply.status, reply.headers.get('x-from'), await reply.text()]).toEqual([201, '/hook/pay', 'raw']);
  expect((await fetch(`${emulator.url}/nothing`)).status).toBe(404);
});

test('database round trips and function calls are counted', async () => {
  const before = emulator.stats();
  await steer('call', { name: 'outer', data: {}, as: {} });
  const after = emulator.stats();
  expect(after.functionCalls - before.functionCalls).toBe(2);
  expect(after.databaseCalls).toBe(before.databaseCalls);
  expect(after.databaseCallsByFunction.outer).toBeUndefined();
  await steer('call', { name: 'stray', data: {}, as: {} });
  const { databaseCalls, databaseCallsByFunction } = emulator.stats();
  const own = (databaseCallsByFunction.stray ?? 0) - (before.databaseCallsByFunction.stray ?? 0);
  expect([own > 0, own]).toEqual([true, databaseCalls - before.databaseCalls]);
  expect(emulator.stats().databaseCallsByKind).toMatchObject({
    'stray startTransaction': 2,
    'stray modifyDocument t': 2,
  });
  const shown = await (await fetch(`${emulator.url}/_emulator/stats`)).json();
  expect(shown).toMatchObject({ functionCalls: after.functionCalls + 1 });
});
