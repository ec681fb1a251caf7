/** WeChat's side through the whole emulator: the older call of node-sdk, pushed events, cloud ids, and the tester who pays. */
import cloudbase from '@cloudbase/node-sdk';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

/** Writes down what it is told: a file, because the next call may meet another process. */
const REMEMBER = `
  exports.main = async (event) =>
    require('node:fs').appendFileSync(__dirname + '/told', JSON.stringify({ event, source: process.env.TCB_SOURCE }) + '\\n');`;

let dir: string;
let emulator: Emulator;
let app: ReturnType<typeof cloudbase.init>;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-wechat-'));
  for (const [name, code] of Object.entries({ inspect: REMEMBER, echo: 'exports.main = async (event) => event' })) {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, 'index.js'), code);
  }
  emulator = await start({ functions: dir });
  actAsFunction(emulator.url);
  app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function steer(path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const reply = await fetch(`${emulator.url}/_emulator/${path}`, init);
  return { status: reply.status, json: (await reply.json()) as Record<string, unknown> };
}

const wechat = (apiName: string, requestData: object) =>
  app.callWxOpenApi({ apiName, requestData }) as Promise<{ result: Record<string, unknown> }>;

test('callWxOpenApi of node-sdk', async () => {
  const message = { touser: 'oMEI', template_id: 'TPL', data: { thing1: { value: '好' } } };
  expect((await wechat('subscribeMessage.send', message)).result).toMatchObject({ errcode: 0 });
  expect((await wechat('logistics.addOrder', {})).result).toMatchObject({ errcode: -604100 });
  await expect(wechat('wxacode.getUnlimited', { scene: 'a=1' })).rejects.toThrow('answers bytes');
});

test('the verdict on a picture reaches the function chosen for it', async () => {
  await steer('wechat', { messagePush: { wxa_media_check: 'inspect' }, riskyMedia: ['bad'] });
  const media = { media_url: 'https://x/bad.png', media_type: 2, version: 2, scene: 1, openid: 'oMEI' };
  const { result } = await wechat('security.mediaCheckAsync', media);
  const told = join(dir, 'inspect', 'told');
  while (!existsSync(told) || !readFileSync(told, 'utf8').endsWith('\n')) await new Promise(setImmediate);
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual({
    event: expect.objectContaining({ Event: 'wxa_media_check', trace_id: result.trace_id, FromUserName: 'oMEI' }),
    source: 'wx_unknown',
  });
});

test('a mini-program’s cloud id arrives opened', async () => {
  await steer('wechat', { openData: { ID1: { phoneNumber: '13800138000' } } });
  const call = { name: 'echo', data: { phone: { cloudID: 'ID1' } }, as: { openid: 'oMEI' } };
  expect((await steer('call', call)).json).toMatchObject({
    ok: true,
    result: { phone: { cloudID: 'ID1', data: { phoneNumber: '13800138000' } } },
  });
  // Only WeChat's own channel opens them: another caller may send what it likes.
  expect((await steer('call', { ...call, source: 'scf' })).json).toMatchObject({
    result: { phone: { cloudID: 'ID1' } },
  });
});

test('the tester pays, cancels and settles', async () => {
  const order = { sub_mch_id: '1', out_trade_no: 'S1', body: 'x', total_fee: 5, spbill_create_ip: '127.0.0.1' };
  emulator.cloudPay.call('unifiedOrder', { ...order, env_id: 'local-env', function_name: 'echo' }, 'oMEI');
  expect((await steer('pay', { outTradeNo: 'S1', how: 'cancel' })).json).toMatchObject({ paid: false });
  expect((await steer('pay', { outTradeNo: 'S1' })).json).toMatchObject({ paid: true, notified: false });
  await steer('pay/script', { holdRefunds: true });
  const refund = { sub_mch_id: '1', out_trade_no: 'S1', out_refund_no: 'SR1', total_fee: 5, refund_fee: 5 };
  emulator.cloudPay.call('refund', refund);
  expect((await steer('pay/refunds', { outRefundNo: 'SR1', status: 'CHANGE' })).json).toEqual({ settled: true });
  const { json } = await steer('pay');
  expect(json).toMatchObject({ orders: [{ outTradeNo: 'S1', state: 'REFUND', refunds: [{ status: 'CHANGE' }] }] });
  for (const [path, wrong] of [
    ['pay', {}],
    ['pay', { outTradeNo: 'S1', how: 'steal' }],
    ['pay/refunds', { status: 'SUCCESS' }],
    ['pay/script', { failing: { refund: 3 } }],
    ['pay/script', { holdRefunds: 'yes' }],
  ] as const) {
    expect((await steer(path, wrong)).status).toBe(400);
  }
});
