/** Functions that lack a setting do not start, and say which; those that do not need it work. Nothing is faked for them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../../emulator/index';
import { freePorts, startOutsideServices } from '../../scripts/start/localCloud';
import { root } from '../../scripts/build/products';

let emulator: Emulator;
const lines: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
const MISSING = [
  'WECHATPAY_MCHID',
  'WECHATPAY_API_V3_KEY',
  'PERSONAL_DATA_KEY_ID',
  'AMAP_KEY',
  'TENCENT_API_SECRET_KEY',
  'SMS_SIGN_NAME',
  'SUBSCRIBE_TEMPLATES',
  'INSURER_KEY',
];

beforeAll(async () => {
  const ports = await freePorts();
  const { environment, standIns } = await startOutsideServices({ ports, folder });
  await standIns.stop();
  emulator = await start({
    port: ports.emulator,
    functions: join(root, 'dist/cloudfunctions'),
    database: join(root, 'database'),
    env: Object.fromEntries(Object.entries(environment).filter(([name]) => !MISSING.includes(name))),
    log: (line) => void lines.push(line),
  });
});
afterAll(async () => {
  await emulator?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const called = (name: string) =>
  emulator.functions.invoke({
    name,
    event: {},
    caller: { openid: 'o-1', loginType: 'WECHAT', clientIp: '127.0.0.1' },
    source: 'wx_client',
    addsUserInfo: true,
  });

test.each([
  ['payOrder', 'WECHATPAY_MCHID, WECHATPAY_API_V3_KEY'],
  ['payNotify', 'WECHATPAY_MCHID, WECHATPAY_API_V3_KEY'],
  ['paymentTimer', 'WECHATPAY_MCHID, WECHATPAY_API_V3_KEY'],
  ['readHealth', 'PERSONAL_DATA_KEY_ID'],
  [
    'outboxTimer',
    '(WECHATPAY_MCHID|SUBSCRIBE_TEMPLATES|INSURER_KEY|SMS_SIGN_NAME|TENCENT_API_SECRET_KEY|PERSONAL_DATA_KEY_ID)',
  ],
  ['setOut', 'INSURER_KEY'],
  ['saveAddress', '(AMAP_KEY|PERSONAL_DATA_KEY_ID)'],
  ['changeOrder', '(AMAP_KEY|PERSONAL_DATA_KEY_ID)'],
  ['signInByPhone', '(SMS_SIGN_NAME|TENCENT_API_SECRET_KEY|PERSONAL_DATA_KEY_ID)'],
  ['verifyIdentity', '(TENCENT_API_SECRET_KEY|PERSONAL_DATA_KEY_ID)'],
])('%s does not start without %s', async (name, names) => {
  const said = new RegExp(`environment variables not set: ${names}`);
  expect(await called(name)).toMatchObject({
    ok: false,
    code: 'FUNCTIONS_EXECUTE_FAIL',
    message: expect.stringMatching(said),
  });
  expect(lines.join('\n')).toMatch(said);
});

test.each(['confirmOrder', 'reviewOrder', 'planWork', 'readStanding', 'readCatalogue', 'listOrders'])(
  '%s needs none of them',
  async (name) => {
    const result = await called(name);
    expect(result).toMatchObject({ ok: true });
  },
);
