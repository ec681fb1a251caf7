/** Rules on files and on calling functions, asked by js-sdk from real Chromium in both its dialects. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { start, type Emulator } from '../index';
import { openBrowser, runOnPage, signedInPage, type Browser, type Mode } from '../testing/browserPage';

type Who = 'mei' | 'lan' | 'anonymous';
const BUCKET = 'cloud://local-env.6c6f-local-env-1250000000';

let dir: string;
let emulator: Emulator;
let browser: Browser;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-rules-'));
  for (const name of ['ping', 'secret', 'open']) {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, 'index.js'), `exports.main = async () => '${name}'`);
  }
  emulator = await start({ functions: dir });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function act(action: string, parameters: object): Promise<void> {
  const request = { method: 'POST', headers: { 'x-tc-action': action }, body: JSON.stringify(parameters) };
  const { Response } = (await (await fetch(emulator.url, request)).json()) as { Response: { Error?: object } };
  expect(Response.Error).toBeUndefined();
}

async function openPages(mode: Mode): Promise<Record<Who, Page>> {
  const page = (ticket?: string) =>
    signedInPage(browser, { emulatorUrl: emulator.url, mode, ...(ticket ? { ticket } : {}) });
  return {
    mei: await page(emulator.createTicket('meimei')),
    lan: await page(emulator.createTicket('lanlan')),
    anonymous: await page(),
  };
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('%s', (mode) => {
  let pages: Record<Who, Page>;
  beforeAll(async () => {
    pages = await openPages(mode);
    await act('ModifyStorageSafeRule', { Bucket: 'b', AclTag: 'ADMINONLY' });
    await act('ModifySecurityRule', { ResourceType: 'FUNCTION', AclTag: 'CUSTOM', Rule: '{}' });
  });

  const allows = async (who: Who, code: string): Promise<boolean> => {
    const answer = JSON.stringify(await runOnPage(pages[who], code));
    if (/EXCEED_AUTHORITY|PERMISSION_DENIED/.test(answer)) return false;
    expect(answer).not.toContain('refused');
    return true;
  };
  const upload = (who: Who, path: string) =>
    allows(
      who,
      `return app.uploadFile({ cloudPath: '${path}', filePath: new File(['x'], 'x.txt', { type: 'text/plain' }) })`,
    );
  const link = (who: Who, path: string) =>
    allows(who, `return app.getTempFileURL({ fileList: ['${BUCKET}/${path}'] })`);
  const remove = (who: Who, path: string) => allows(who, `return app.deleteFile({ fileList: ['${BUCKET}/${path}'] })`);
  const call = (who: Who, name: string) => allows(who, `return app.callFunction({ name: '${name}' })`);

  describe('files', () => {
    /** Rule or tag → may upload, may overwrite what another made, may read it, may delete it. */
    test.each<[string, object, [boolean, boolean, boolean, boolean]]>([
      ['nothing written', { AclTag: 'ADMINONLY' }, [false, false, false, false]],
      ['ADMINWRITE', { AclTag: 'ADMINWRITE' }, [false, false, true, false]],
      ['READONLY', { AclTag: 'READONLY' }, [true, false, true, false]],
      ['PRIVATE', { AclTag: 'PRIVATE' }, [true, false, false, false]],
      [
        'the owner writes',
        { AclTag: 'CUSTOM', Rule: '{"read":true,"write":"resource.openid == auth.uid"}' },
        [true, false, true, false],
      ],
      [
        'by path',
        { AclTag: 'CUSTOM', Rule: `{"write":"resource.path == '${mode}/mine.txt'"}` },
        [true, false, false, false],
      ],
      ['open', { AclTag: 'CUSTOM', Rule: '{"read":true,"write":"auth != null"}' }, [true, true, true, true]],
    ])('%s', async (_what, rule, expected) => {
      await act('ModifyStorageSafeRule', { Bucket: 'b', AclTag: 'CUSTOM', Rule: '{"read":true,"write":true}' });
      await upload('lan', `${mode}/theirs.txt`);
      await act('ModifyStorageSafeRule', { Bucket: 'b', ...rule });
      expect([
        await upload('mei', `${mode}/mine.txt`),
        await upload('mei', `${mode}/theirs.txt`),
        await link('mei', `${mode}/theirs.txt`),
        await remove('mei', `${mode}/theirs.txt`),
      ]).toEqual(expected);
    });

    test('an overwritten file keeps to the rule about who owns it', async () => {
      await act('ModifyStorageSafeRule', { Bucket: 'b', AclTag: 'PRIVATE' });
      await upload('mei', `${mode}/own.txt`);
      expect([await link('mei', `${mode}/own.txt`), await link('lan', `${mode}/own.txt`)]).toEqual([true, false]);
      expect(await upload('mei', `${mode}/own.txt`)).toBe(true);
      expect([await remove('lan', `${mode}/own.txt`), await remove('mei', `${mode}/own.txt`)]).toEqual([false, true]);
    });
  });

  describe('functions', () => {
    const names = ['ping', 'secret', 'open'];
    const verdicts = async (who: Who) => Promise.all(names.map((name) => call(who, name)));
    const setRule = (rule: object) =>
      act('ModifySecurityRule', { ResourceType: 'FUNCTION', AclTag: 'CUSTOM', Rule: JSON.stringify(rule) });

    test('without rules whoever has signed in calls, an anonymous visitor does not', async () => {
      await setRule({});
      expect(await verdicts('mei')).toEqual([true, true, true]);
      expect(await verdicts('anonymous')).toEqual([false, false, false]);
    });

    test('the rule by name beats the one for all', async () => {
      await setRule({ '*': { invoke: 'auth != null' }, secret: { invoke: false } });
      expect(await verdicts('mei')).toEqual([true, false, true]);
      expect(await verdicts('anonymous')).toEqual([true, false, true]);
      await setRule({ '*': { invoke: "auth.uid == 'meimei'" }, open: { invoke: true } });
      expect(await verdicts('mei')).toEqual([true, true, true]);
      expect(await verdicts('lan')).toEqual([false, false, true]);
      await setRule({ ping: {} });
      expect(await verdicts('mei')).toEqual([false, true, true]);
    });

    test('a function calls another whatever the rules say', async () => {
      await setRule({ '*': { invoke: false } });
      const body = JSON.stringify({ action: 'functions.invokeFunction', function_name: 'ping' });
      const reply = await fetch(`${emulator.url}/admin`, { method: 'POST', body });
      expect(await reply.json()).toMatchObject({ data: { response_data: '"ping"' } });
    });
  });
});
