import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClock } from './clock';
import { json, serve } from './httpServer';
import { startStandIns } from './start';
import { merchantAccount } from './wechat-pay/merchantKeys';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stand-ins-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

it('starts all three on this machine only, with the account those who configure functions read', async () => {
  const account = merchantAccount(dir, { appid: 'wx2222222222222222' });
  const running = await startStandIns({ dir });
  const urls = [running.wechatPay.url, running.tencentCloud.url, running.amap.url];
  expect(urls.every((url) => /^http:\/\/127\.0\.0\.1:\d+$/.test(url))).toBe(true);
  expect(running.wechatPay.account).toEqual(account);
  expect(account.appid).toBe('wx2222222222222222');
  expect(account.apiV3Key).toHaveLength(32);
  expect(account.platformPublicKeyId).toMatch(/^PUB_KEY_ID_\d+$/);
  await running.stop();
  expect(statSync(join(dir, 'wechat-pay', 'merchant-private-key.pem')).mode & 0o077).toBe(0);
  await expect(fetch(running.wechatPay.url)).rejects.toThrow();
});

it('a taken port is an error that names it, and leaves nothing running', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await expect(startStandIns({ dir, ports: { amap: port } })).rejects.toThrow(
    `EADDRINUSE: address already in use 127.0.0.1:${port}`,
  );
  taken.close();
  const running = await startStandIns({ dir, ports: { amap: port } });
  expect(running.amap.url).toBe(`http://127.0.0.1:${port}`);
  await running.stop();
});

describe('the clock', () => {
  const DAY_MS = 86_400_000;

  it('is the steered one, and counts on by the last offset when that is gone', async () => {
    let offsetMs = DAY_MS;
    const emulator = await serve(0, async () => json(200, { now: Date.now() + offsetMs }));
    const clock = openClock(`${emulator.url}/_emulator/clock`);
    const aheadMs = async () => Math.round(((await clock.now()) - Date.now()) / 60_000) * 60_000;
    expect(await aheadMs()).toBe(DAY_MS);
    offsetMs = 2 * DAY_MS;
    expect(await aheadMs()).toBe(2 * DAY_MS);
    await emulator.stop();
    expect(await aheadMs()).toBe(2 * DAY_MS);
  });

  it('is the machine’s when nobody was ever reached', async () => {
    const gone = await serve(0, async () => json(200, {}));
    const clock = openClock(gone.url);
    expect(Math.abs((await clock.now()) - Date.now())).toBeLessThan(60_000);
    await gone.stop();
    expect(Math.abs((await clock.now()) - Date.now())).toBeLessThan(60_000);
  });
});

it('knows nothing of the product: imports only Node, itself, and in tests the real clients', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => ({ file, text: readFileSync(join(__dirname, file), 'utf8') }));
  const outside = files.flatMap(({ file, text }) => {
    const test = /test\.ts$|ForTests\.ts$/.test(file);
    const allowed = test ? /^(node:|\.|fast-check$|wechatpay-axios-plugin$|tencentcloud-sdk-nodejs\/)/ : /^(node:|\.)/;
    const imported = [...text.matchAll(/^(?:(?:import|export) .*|\} )from '([^']+)'/gm)].map((match) => match[1] ?? '');
    const climbing = imported.filter(
      (name) => name.startsWith('.') && !join(__dirname, file, '..', name).startsWith(__dirname),
    );
    return [...imported.filter((name) => !allowed.test(name)), ...climbing].map((name) => `${file}: ${name}`);
  });
  expect(files.length).toBeGreaterThan(30);
  expect(outside).toEqual([]);
});
