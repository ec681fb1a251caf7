/** Signing in, being known and signing out by js-sdk in real Chromium. */
import type { Page } from 'playwright-core';
import { start, type Emulator } from '../index';
import { openBrowser, runOnPage, signedInPage, type Browser, type Mode } from '../testing/browserPage';

let emulator: Emulator;
let browser: Browser;
beforeAll(async () => {
  emulator = await start({});
  await emulator.engine.createCollection('open');
  browser = await openBrowser();
  const rule = { CollectionName: 'open', AclTag: 'CUSTOM', Rule: '{"read":"auth != null"}' };
  await fetch(emulator.url, {
    method: 'POST',
    headers: { 'x-tc-action': 'ModifySafeRule' },
    body: JSON.stringify(rule),
  });
});
afterAll(async () => {
  await browser?.close();
  await emulator?.stop();
});

const tokenOf = async (page: Page): Promise<string> =>
  ((await runOnPage(page, 'return app.auth().getAccessToken()')) as { accessToken: string }).accessToken;

async function whoIs(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${emulator.url}/auth/v1/user/me`, { headers })).status;
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('%s', (mode) => {
  test('a user signs out: the token is worth nothing any more, the page is nobody', async () => {
    const ticket = emulator.createTicket('user-50');
    const page = await signedInPage(browser, { emulatorUrl: emulator.url, mode, ticket });
    const token = await tokenOf(page);
    expect(await whoIs(token)).toBe(200);
    expect(
      await runOnPage(page, 'return (await app.auth().getUserInfo()).uid ?? (await app.auth().getUserInfo()).sub'),
    ).toBe('user-50');
    await runOnPage(page, 'return app.auth().signOut()');
    expect(await whoIs(token)).toBe(401);
    expect(await runOnPage(page, "return db.collection('open').get()")).toHaveProperty('refused');
  });

  test('another page of the same user stays signed in', async () => {
    const open = () =>
      signedInPage(browser, { emulatorUrl: emulator.url, mode, ticket: emulator.createTicket('user-51') });
    const [one, two] = [await open(), await open()];
    await runOnPage(one, 'return app.auth().signOut()');
    expect((await runOnPage(two, "return db.collection('open').get()")) as object).toHaveProperty('data');
  });
});
