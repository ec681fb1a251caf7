/** Both dialects of @cloudbase/js-sdk, from real Chromium: sign-in, functions, documents under rules, files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { start, type Emulator } from '../index';
import { openBrowser, runOnPage, signedInPage, type Browser, type Mode } from '../testing/browserPage';

const RULES = {
  collections: {
    notes: {
      read: 'doc._openid == auth.openid || doc._openid == auth.uid || doc.public == true',
      create: 'auth != null && request.data.text != null',
      update: 'doc._openid == auth.uid && request.data.locked == null',
      delete: 'doc._openid == auth.uid',
    },
    closed: {},
  },
  functions: { '*': { invoke: 'auth != null' }, secret: { invoke: false } },
  storage: { read: true, write: 'resource.openid == auth.uid || resource.openid == auth.openid' },
};
const ECHO = `exports.main = async (event) => ({
  event, uid: process.env.TCB_UUID, openid: process.env.WX_OPENID, source: process.env.TCB_SOURCE, login: process.env.LOGINTYPE });`;

let dir: string;
let emulator: Emulator;
let browser: Browser;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-js-sdk-'));
  mkdirSync(join(dir, 'functions', 'echo'), { recursive: true });
  writeFileSync(join(dir, 'functions', 'echo', 'index.js'), ECHO);
  writeFileSync(join(dir, 'rules.json'), JSON.stringify(RULES));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ notes: [], closed: [] }));
  emulator = await start({ database: dir, functions: join(dir, 'functions') });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const on = runOnPage;

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('%s', (mode) => {
  let alice: Page;
  let bob: Page;
  const signedIn = (ticket?: string) =>
    signedInPage(browser, { emulatorUrl: emulator.url, mode, ...(ticket ? { ticket } : {}) });

  beforeAll(async () => {
    alice = await signedIn(emulator.createTicket('alice'));
    bob = await signedIn(emulator.createTicket('bobby'));
    await emulator.engine.remove('notes', {}, true);
  });

  test('an anonymous visitor is somebody', async () => {
    const page = await signedIn();
    const { result } = await on(page, "return app.callFunction({ name: 'echo', data: { a: 1 } })");
    expect(result).toMatchObject({ event: { a: 1, tcbContext: {} }, login: 'ANONYMOUS', source: 'wx_client' });
    expect(result.uid).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a custom user and a WeChat user reach functions as such', async () => {
    const custom = await on(alice, "return app.callFunction({ name: 'echo', data: {} })");
    expect(custom.result).toMatchObject({ uid: 'alice', login: 'CUSTOM', source: 'wx_client' });
    expect(custom.result.openid).toBeUndefined();
    const page = await signedIn(emulator.createTicket('carol', { openid: 'oCAROL' }));
    const wechat = await on(page, "return app.callFunction({ name: 'echo', data: {} })");
    expect(wechat.result).toMatchObject({
      login: 'WECHAT',
      openid: 'oCAROL',
      event: { userInfo: { openId: 'oCAROL' } },
    });
  });

  test('the function rule is asked; unknown functions are named', async () => {
    expect((await on(alice, "return app.callFunction({ name: 'secret' })")).refused).toContain('PERMISSION_DENIED');
    expect((await on(alice, "return app.callFunction({ name: 'nobody' })")).refused).toContain('FUNCTION_NOT_FOUND');
  });

  test('documents belong to who made them', async () => {
    const at = new Date(1_700_000_000_000).toISOString();
    const added = await on(
      alice,
      `return db.collection('notes').add({ _id: 'n1', text: 'mine', n: 1, at: new Date('${at}') })`,
    );
    expect(added.id ?? added.ids?.[0]).toBe('n1');
    expect(await emulator.engine.find('notes', {})).toEqual([
      { _id: 'n1', text: 'mine', n: 1, at: new Date(at), _openid: 'alice' },
    ]);
    const own = "return db.collection('notes').where({ _openid: '{uid}' }).orderBy('n', 'asc').get()";
    expect((await on(alice, own)).data).toMatchObject([{ _id: 'n1', at }]);
    expect((await on(bob, own)).data).toEqual([]);
    expect((await on(alice, "return db.collection('notes').doc('n1').get()")).data).toMatchObject([{ text: 'mine' }]);
    expect((await on(alice, "return db.collection('notes').where({ _openid: 'alice' }).count()")).total).toBe(1);
  });

  test.each([
    ["return db.collection('notes').get()"],
    ["return db.collection('notes').where({ _openid: 'alice' }).get()"],
    ["return db.collection('notes').where({ n: _.gt(0) }).count()"],
    ["return db.collection('notes').doc('n1').get()"],
    ["return db.collection('notes').doc('n1').update({ text: 'stolen' })"],
    ["return db.collection('notes').doc('n1').remove()"],
    ["return db.collection('notes').add({ noText: true })"],
    ["return db.collection('notes').aggregate().group({ _id: '$text' }).end()"],
    ["return db.collection('closed').get()"],
    ["return db.collection('closed').add({ a: 1 })"],
  ])('bob is refused: %s', async (code) => {
    expect((await on(bob, code)).refused).toContain('DATABASE_PERMISSION_DENIED');
    expect((await emulator.engine.find('notes', {}))[0]).toMatchObject({ _id: 'n1', text: 'mine', _openid: 'alice' });
  });

  test('nobody writes the owner', async () => {
    expect((await on(bob, "return db.collection('notes').add({ text: 'x', _openid: 'alice' })")).refused).toContain(
      '_openid',
    );
    expect((await on(alice, "return db.collection('notes').doc('n1').update({ _openid: 'bobby' })")).refused).toContain(
      '_openid',
    );
    const rename = "return db.collection('notes').doc('n1').update({ text: _.rename('_openid') })";
    expect((await on(alice, rename)).refused).toContain('_openid');
  });

  test('owners update and aggregate their own; request.data is looked at', async () => {
    const update = await on(alice, "return db.collection('notes').doc('n1').update({ n: _.inc(1) })");
    expect(update).toMatchObject({ updated: 1 });
    const locked = await on(alice, "return db.collection('notes').doc('n1').update({ locked: true })");
    expect(locked.refused).toContain('DATABASE_PERMISSION_DENIED');
    const sum = await on(
      alice,
      `const $ = _.aggregate; return db.collection('notes').aggregate()
      .match({ _openid: 'alice' }).group({ _id: null, sum: $.sum('$n') }).end()`,
    );
    expect(sum.data).toMatchObject([{ sum: 2 }]);
  });

  test('clients make no collections', async () => {
    const made = await on(alice, "return app.database().createCollection('new')");
    expect(made.refused).toContain('DATABASE_PERMISSION_DENIED');
    expect(emulator.engine.hasCollection('new')).toBe(false);
  });

  test('doc().set() replaces in CLOUD_API and merges in GATEWAY; a new document is the caller’s', async () => {
    await on(alice, "return db.collection('notes').add({ _id: 's1', text: 'old', extra: 1 })");
    expect(await on(alice, "return db.collection('notes').doc('s1').set({ text: 'set' })")).toMatchObject({
      updated: 1,
    });
    const kept = mode === 'GATEWAY' ? { extra: 1 } : {};
    expect(await emulator.engine.find('notes', { query: { _id: 's1' } })).toEqual([
      { _id: 's1', text: 'set', ...kept, _openid: 'alice' },
    ]);
    await on(alice, "return db.collection('notes').doc('s2').set({ text: 'created' })");
    expect(await emulator.engine.find('notes', { query: { _id: 's2' } })).toEqual([
      { _id: 's2', text: 'created', _openid: 'alice' },
    ]);
    const theft = await on(bob, "return db.collection('notes').doc('s1').set({ text: 'stolen' })");
    expect(theft.refused).toContain('DATABASE_PERMISSION_DENIED');
  });

  test('a transaction', async () => {
    const outcome = await on(
      alice,
      `const transaction = await db.startTransaction();
      await transaction.collection('notes').doc('n1').update({ n: 50 });
      const before = (await db.collection('notes').doc('n1').get()).data[0].n;
      await transaction.commit();
      return { before, after: (await db.collection('notes').doc('n1').get()).data[0].n }`,
    );
    expect(outcome).toEqual({ before: 2, after: 50 });
  });

  test('files: upload, link, the rules', async () => {
    const path = `${mode}/a b测试.txt`;
    const file = "new File(['from the browser'], 'x.txt', { type: 'text/plain' })";
    const up = await on(alice, `return app.uploadFile({ cloudPath: '${path}', filePath: ${file} })`);
    expect(up.fileID).toBe(`cloud://local-env.6c6f-local-env-1250000000/${path}`);
    const { fileList } = await on(bob, `return app.getTempFileURL({ fileList: ['${up.fileID}'] })`);
    expect(await (await fetch(encodeURI(fileList[0].tempFileURL))).text()).toBe('from the browser');
    const theft = await on(bob, `return app.deleteFile({ fileList: ['${up.fileID}'] })`);
    expect(theft.fileList[0].code).toBe('STORAGE_EXCEED_AUTHORITY');
    const over = await on(bob, `return app.uploadFile({ cloudPath: '${path}', filePath: ${file} })`);
    expect(JSON.stringify(over)).toContain('STORAGE_EXCEED_AUTHORITY');
    const gone = await on(alice, `return app.deleteFile({ fileList: ['${up.fileID}'] })`);
    expect(gone.fileList[0].code).toBe('SUCCESS');
  });
});
