/** Keys change while people pay: WeChat Pay's certificates and public key side by side, a new certificate, a new key of ours. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PayOrderReply } from '#contract/payOrder';
import { root } from '../../scripts/build/products';
import { asked, confirmSheet, unpaid } from './paying';
import { FAMILIES } from './people';
import { openWorld, type World } from './world';

const MINUTE = 60_000;
let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world?.stop());
beforeEach(() => wechat().script({ reset: true }));

const wechat = () => world.cloud.standIns.wechatPay;
/** As an owner changes a function's environment; the tests' own process alike. */
function set(changes: Record<string, string>): void {
  Object.assign(world.cloud.environment, changes);
  Object.assign(process.env, changes);
}
const setting = (name: string) => world.cloud.environment[name] as string;

async function isPaid(sheet: PayOrderReply): Promise<boolean> {
  const [payment] = await world.find<{ state: string }>('payments', { _id: sheet.outTradeNo });
  return payment?.state === 'paid';
}
const lastStatus = (sheet: PayOrderReply) =>
  wechat()
    .notifications()
    .find(({ outTradeNo }) => outTradeNo === sheet.outTradeNo)
    ?.deliveries.at(-1)?.status;
/** What is scripted for the next request of the list of certificates, as long as nobody asked for it. */
async function certificatesWillFail(): Promise<boolean> {
  const answer = await fetch(`${wechat().url}/_pay/script`);
  return ((await answer.json()) as { fail: unknown }).fail !== null;
}

test('a merchant that knows the public key only does not believe a certificate', async () => {
  wechat().script({ signsWith: 'certificate' });
  const sheet = await asked(world, await unpaid(world), 'full');
  await confirmSheet(world, sheet);
  expect([await isPaid(sheet), lastStatus(sheet)]).toEqual([false, 401]);
});

test('a merchant that has only certificates: downloaded once, answers and notifications believed', async () => {
  const publicKey = ['WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY'].map((name) => [name, setting(name)] as const);
  set({ WECHATPAY_PLATFORM_CERTIFICATES: 'download', WECHATPAY_PUBLIC_KEY_ID: '', WECHATPAY_PUBLIC_KEY: '' });
  wechat().script({ signsWith: 'certificate' });
  const sheet = await asked(world, await unpaid(world), 'full');
  await confirmSheet(world, sheet);
  expect([await isPaid(sheet), lastStatus(sheet)]).toEqual([true, 204]);

  wechat().script({ signsWith: 'publicKey' });
  const other = await world.call('payOrder', { orderId: await unpaid(world), part: 'full' }, FAMILIES[0]);
  expect(other).toMatchObject({ ok: false, error: { code: 'PAYMENT_SERVICE_FAILED' } });
  set(Object.fromEntries(publicKey));
});

test('both side by side, and a new certificate while we run: looked for once, then believed', async () => {
  await world.jumpTo(world.now() + 2 * MINUTE);
  await wechat().addCertificate();
  wechat().script({ signsWith: 'certificate' });
  const sheet = await asked(world, await unpaid(world), 'full');
  await confirmSheet(world, sheet);
  expect(await isPaid(sheet)).toBe(true);
  wechat().script({ signsWith: 'publicKey' });
  const other = await asked(world, await unpaid(world), 'full');
  await confirmSheet(world, other);
  expect(await isPaid(other)).toBe(true);
});

test('a serial on no list is refused; who makes them up has us ask once a minute, not each time', async () => {
  await world.jumpTo(world.now() + 2 * MINUTE);
  const sheet = await asked(world, await unpaid(world), 'full');
  wechat().script({ notify: 'unknownSerial', fail: { operation: 'certificates' } });
  await confirmSheet(world, sheet);
  expect([await isPaid(sheet), lastStatus(sheet)]).toEqual([false, 401]);
  wechat().script({ fail: { operation: 'certificates' }, times: 1 });
  await wechat().resend(sheet.outTradeNo);
  expect(await certificatesWillFail()).toBe(true);
  await world.jumpTo(world.now() + 2 * MINUTE);
  await wechat().resend(sheet.outTradeNo);
  expect(await certificatesWillFail()).toBe(false);
  wechat().script({ reset: true });
  await wechat().resend(sheet.outTradeNo);
  expect(await isPaid(sheet)).toBe(true);
});

test('a new key of ours: what was announced under the old one is announced again, both sheets can be paid, once', async () => {
  const orderId = await unpaid(world);
  const before = await asked(world, orderId, 'full');
  const { serial, privateKeyPem } = wechat().addMerchantKey();
  set({ WECHATPAY_MERCHANT_SERIAL: serial, WECHATPAY_MERCHANT_PRIVATE_KEY: privateKeyPem.replaceAll('\n', '\\n') });
  const after = await asked(world, orderId, 'full');
  expect(after.outTradeNo).toBe(before.outTradeNo);
  expect(await world.find('payments', { orderId })).toMatchObject([{ merchantSerial: serial, state: 'requested' }]);
  await confirmSheet(world, after);
  expect(await isPaid(after)).toBe(true);
  await expect(wechat().confirm({ appId: wechat().account.appid, ...before.payment })).rejects.toMatchObject({
    code: 'ALREADY_PAID',
  });
});

test('a setting that cannot be right: the bundle does not start and says which, not its value', () => {
  const wrong = {
    WECHATPAY_API_V3_KEY: 'too-short-to-be-a-key',
    WECHATPAY_NOTIFY_URL: 'http://pay.example.com/notify',
  };
  const env = { ...process.env, ...world.cloud.environment, ...wrong };
  const bundle = join(root, 'dist/cloudfunctions/payNotify/index.js');
  const { status, stderr } = spawnSync(process.execPath, ['-e', 'require(process.argv[1])', bundle], {
    encoding: 'utf8',
    env,
  });
  expect(status).not.toBe(0);
  const line = stderr.split('\n').find((text) => text.startsWith('Error: '));
  expect(line).toBe(
    'Error: WeChat Pay settings (environment): WECHATPAY_API_V3_KEY does not have 32 bytes; ' +
      'WECHATPAY_NOTIFY_URL is no https address without a query of at most 255 characters',
  );
});
