import { inflateSync } from 'node:zlib';
import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { NOBODY } from '../functions/host';
import { formServer } from '../testing/formServer';
import { openApi } from './openApi';
import type { OpenApi, OutboxEntry } from './wechat';

/** Everything goes through wx-server-sdk, unmodified, in a real function process. */
const CALL_API = `
  const cloud = require('wx-server-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  exports.main = async ({ api, data, list }) => {
    try {
      if (list) return await cloud.getOpenData({ list });
      if (api.startsWith('cloudPay.')) return await cloud.cloudPay[api.slice(9)](data);
      const [group, name] = api.split('.');
      const answer = await cloud.openapi[group][name](data);
      return answer.buffer ? { ...answer, buffer: Buffer.from(answer.buffer).toString('base64') } : answer;
    } catch (error) {
      return { refused: error.errCode, why: error.errMsg };
    }
  };`;
const NOW = Date.parse('2026-11-22T13:00:00+08:00');
const PERMITTED = [
  'subscribeMessage.send',
  'security.msgSecCheck',
  'phonenumber.getPhoneNumber',
  'wxacode.getUnlimited',
];

let folder: FunctionFolder;
let wechat: OpenApi;
let server: Awaited<ReturnType<typeof formServer>>;
const told: OutboxEntry[] = [];

beforeAll(async () => {
  wechat = openApi({
    appid: 'wx0local',
    now: () => NOW,
    functionOf: (token) => folder.host.callInProgress(token)?.name,
    hasPermission: (name, api) => folder.host.definition(name)?.openApis.includes(api) ?? false,
    onMessage: (entry) => told.push(entry),
  });
  server = await formServer(wechat);
  folder = functionFolder({ serverUrl: () => server.origin });
  folder.write('ask', CALL_API, { timeout: 20, permissions: { openapi: PERMITTED } });
  folder.write('poor', CALL_API, { timeout: 20 });
});
afterAll(async () => {
  await folder.close();
  await server.close();
});

async function ask(api: string, data: unknown, name = 'ask'): Promise<Record<string, unknown>> {
  const event = api === 'getOpenData' ? { list: data } : { api, data };
  const result = await folder.host.invoke({ name, event, caller: NOBODY, source: 'wx_client' });
  if (!result.ok) throw new Error(result.message);
  return JSON.parse(result.resultJson) as Record<string, unknown>;
}

const MESSAGE = {
  touser: 'oMEI',
  templateId: 'TPL',
  page: 'pages/order/order',
  lang: 'zh_CN',
  data: { thing1: { value: '居家输液' }, characterString2: { value: 'HN1' } },
};

describe('subscribeMessage.send', () => {
  test('is accepted and kept', async () => {
    expect(await ask('subscribeMessage.send', MESSAGE)).toMatchObject({ errCode: 0, msgid: expect.any(Number) });
    expect(wechat.outbox().at(-1)).toEqual({
      ...{ at: NOW, apiName: 'subscribeMessage.send', functionName: 'ask', errcode: 0 },
      values: {
        ...{ touser: 'oMEI', template_id: 'TPL', page: 'pages/order/order', lang: 'zh_CN' },
        data: { thing1: { value: '居家输液' }, character_string2: { value: 'HN1' } },
      },
    });
    expect(told.at(-1)).toBe(wechat.outbox().at(-1));
  });

  test.each([
    ['an empty value', { ...MESSAGE, data: { thing1: { value: '' } } }, 47003, 'data.thing1.value'],
    ['a long value', { ...MESSAGE, data: { thing1: { value: '护'.repeat(21) } } }, 47003, 'data.thing1.value'],
    ['no data', { ...MESSAGE, data: {} }, 47003, 'data'],
    ['nobody', { ...MESSAGE, touser: '' }, 40003, 'openid'],
    ['no template', { ...MESSAGE, templateId: '' }, 40037, 'template_id'],
  ])('%s is refused and kept', async (_what, message, code, why) => {
    expect(await ask('subscribeMessage.send', message)).toEqual({ refused: code, why: expect.stringContaining(why) });
    expect(wechat.outbox().at(-1)).toMatchObject({ errcode: code });
  });

  test('a user who refuses', async () => {
    wechat.script({ refusingOpenids: ['oMEI'] });
    expect(await ask('subscribeMessage.send', MESSAGE)).toMatchObject({ refused: 43101 });
    expect(await ask('subscribeMessage.send', { ...MESSAGE, touser: 'oLAN' })).toMatchObject({ errCode: 0 });
    wechat.script({ refusingOpenids: [] });
    expect(await ask('subscribeMessage.send', MESSAGE)).toMatchObject({ errCode: 0 });
  });

  test('an API that fails as scripted', async () => {
    wechat.script({ failing: { 'subscribeMessage.send': 45009 } });
    expect(await ask('subscribeMessage.send', MESSAGE)).toMatchObject({ refused: 45009 });
    wechat.script({ failing: { 'subscribeMessage.send': 0 } });
    expect(await ask('subscribeMessage.send', MESSAGE)).toMatchObject({ errCode: 0 });
  });
});

describe('what is not let through', () => {
  test('a function that did not ask for the API in its config.json', async () => {
    expect(await ask('subscribeMessage.send', MESSAGE, 'poor')).toMatchObject({ refused: -604101 });
    expect(wechat.outbox().at(-1)).toMatchObject({ functionName: 'poor', errcode: -604101 });
  });

  test('an API that is not emulated', async () => {
    expect(await ask('logistics.addOrder', {})).toMatchObject({ refused: -604100 });
  });

  test('cloudPay', async () => {
    const answer = await ask('cloudPay.unifiedOrder', { body: 'x', outTradeNo: '1', totalFee: 1 });
    expect(answer).toMatchObject({ why: expect.stringContaining('wx.wxPayApi unifiedOrder is not emulated') });
  });

  test('a damaged request', async () => {
    const fields = { action: 'wx.openApi', apiName: 'subscribeMessage.send', requestData: '\x0a\x05' };
    const answer = await wechat.handleOpenApi(new Map(Object.entries(fields).map(([k, v]) => [k, Buffer.from(v)])));
    expect(answer.contentType).toBe('application/json; charset=utf-8');
    expect(JSON.parse(String(answer.body))).toMatchObject({ code: 'INVALID_PARAM', message: /protobuf/ });
  });
});

test('security.msgSecCheck passes, unless a scripted word is in it', async () => {
  const check = (content: string) => ask('security.msgSecCheck', { version: 2, scene: 2, openid: 'oMEI', content });
  expect(await check('护士很细心')).toMatchObject({ errCode: 0, result: { suggest: 'pass', label: 100 } });
  wechat.script({ riskyWords: ['包治百病'] });
  expect(await check('这药包治百病')).toMatchObject({
    result: { suggest: 'risky', label: 20006 },
    detail: [{ keyword: '包治百病' }],
  });
  expect(await check('')).toMatchObject({ refused: 47001 });
  expect(await check('好'.repeat(2501))).toMatchObject({ refused: 47001 });
});

test('phonenumber.getPhoneNumber: a code works once', async () => {
  wechat.script({ phoneCodes: { CODE1: '13800138000' } });
  expect(await ask('phonenumber.getPhoneNumber', { code: 'CODE1' })).toMatchObject({
    errCode: 0,
    phoneInfo: {
      ...{ phoneNumber: '13800138000', purePhoneNumber: '13800138000' },
      watermark: { timestamp: NOW / 1000, appid: 'wx0local' },
    },
  });
  expect(await ask('phonenumber.getPhoneNumber', { code: 'CODE1' })).toMatchObject({ refused: 40029 });
});

test('wxacode.getUnlimited answers a picture', async () => {
  const picture = async (scene: string) => {
    const answer = await ask('wxacode.getUnlimited', { scene, page: 'pages/index/index', width: 430 });
    expect(answer.contentType).toBe('image/png');
    return Buffer.from(answer.buffer as string, 'base64');
  };
  const png = await picture('o=1');
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([430, 430]);
  const pixelBytes = png.readUInt32BE(33);
  expect(inflateSync(png.subarray(41, 41 + pixelBytes))).toHaveLength(430 * 431);
  expect(await picture('o=1')).toEqual(png);
  expect(await picture('o=2')).not.toEqual(png);
  expect(await ask('wxacode.getUnlimited', { scene: '中文' })).toMatchObject({ refused: 40129 });
});

test('getOpenData opens scripted cloud IDs', async () => {
  wechat.script({ openData: { ID1: { phoneNumber: '13800138000' } } });
  expect(await ask('getOpenData', ['ID1', 'ID2'])).toMatchObject({
    errCode: 0,
    list: [
      { cloudID: 'ID1', data: { phoneNumber: '13800138000' } },
      { cloudID: 'ID2', errCode: -601005 },
    ],
  });
});
