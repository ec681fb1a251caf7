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
  'security.mediaCheckAsync',
];

let folder: FunctionFolder;
let wechat: OpenApi;
let server: Awaited<ReturnType<typeof formServer>>;
const told: OutboxEntry[] = [];
const pushed: [string, Record<string, unknown>][] = [];
const logged: string[] = [];

beforeAll(async () => {
  wechat = openApi({
    appid: 'wx0local',
    now: () => NOW,
    functionOf: (token) => folder.host.callInProgress(token)?.name,
    hasPermission: (name, api) => folder.host.definition(name)?.openApis.includes(api) ?? false,
    onMessage: (entry) => told.push(entry),
    push: (name, event) => pushed.push([name, event]),
    log: (line) => logged.push(line),
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

describe('templates and subscriptions, once they are known', () => {
  const send = (change: object = {}) => ask('subscribeMessage.send', { ...MESSAGE, ...change });
  beforeAll(() => wechat.script({ templates: { TPL: ['thing1', 'character_string2'] } }));
  afterAll(() => wechat.script({ templates: {}, subscriptions: {} }));

  test.each([
    ['another template', { templateId: 'OTHER' }, 40037, 'template_id'],
    ['a key too few', { data: { thing1: { value: '居家输液' } } }, 47003, 'data.character_string2.value is empty'],
    [
      'a key too many',
      { data: { ...MESSAGE.data, time3: { value: '15:01' } } },
      47003,
      'data.time3 is not a key of the template',
    ],
    ['a state that is none', { miniprogramState: 'beta' }, 47003, 'miniprogram_state'],
  ])('%s is refused', async (_what, change, refused, why) => {
    expect(await send(change)).toEqual({ refused, why: expect.stringContaining(why) });
  });

  test('each subscription is good for one message', async () => {
    wechat.script({ subscriptions: { oMEI: { TPL: 2 } } });
    const codes = [];
    for (let time = 0; time < 3; time += 1) codes.push((await send()).refused ?? 'sent');
    expect(codes).toEqual(['sent', 'sent', 43101]);
    expect(await send({ touser: 'oLAN' })).toMatchObject({ refused: 43101 });
    // What is refused for another reason uses up nothing.
    wechat.script({ subscriptions: { oMEI: { TPL: 1 } } });
    await send({ data: {} });
    expect(await send()).toMatchObject({ errCode: 0 });
  });
});

describe('security.mediaCheckAsync', () => {
  const check = (change: object = {}) =>
    ask('security.mediaCheckAsync', {
      ...{ mediaUrl: 'https://x/a.png', mediaType: 2, version: 2, scene: 1, openid: 'oMEI' },
      ...change,
    });

  test('the verdict comes as an event, after the answer', async () => {
    wechat.script({ messagePush: { wxa_media_check: 'inspect' }, riskyMedia: ['/bad/'] });
    const good = await check();
    const bad = await check({ mediaUrl: 'https://x/bad/a.png' });
    while (pushed.length < 2) await new Promise(setImmediate);
    expect(pushed).toEqual([
      ['inspect', expect.objectContaining({ trace_id: good.traceId, result: { suggest: 'pass', label: 100 } })],
      ['inspect', expect.objectContaining({ trace_id: bad.traceId, result: { suggest: 'risky', label: 20002 } })],
    ]);
    expect(pushed[0]?.[1]).toMatchObject({
      ...{ MsgType: 'event', Event: 'wxa_media_check', appid: 'wx0local', version: 2, FromUserName: 'oMEI' },
      detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
    });
    wechat.script({ messagePush: { wxa_media_check: '' } });
    await check();
    expect(logged.at(-1)).toContain('nobody is chosen for the event wxa_media_check');
  });

  test.each([
    ['no address', { mediaUrl: '' }, 47001],
    ['another kind of media', { mediaType: 3 }, 47001],
    ['no scene', { scene: 9 }, 47001],
    ['the older version', { version: 1 }, 47001],
    ['nobody', { openid: '' }, 40003],
  ])('%s is refused', async (_what, change, refused) => {
    expect(await check(change)).toMatchObject({ refused });
  });
});

describe('the older wx.api', () => {
  const call = (api: string, data: string) => JSON.parse(wechat.callJson(api, data, '')) as Record<string, unknown>;

  test('JSON in, JSON out, the same rules', () => {
    const message = { touser: 'oMEI', template_id: 'TPL', data: { thing1: { value: '好' } } };
    expect(call('subscribeMessage.send', JSON.stringify(message))).toMatchObject({ errcode: 0, errmsg: 'ok' });
    expect(call('subscribeMessage.send', '{}')).toMatchObject({ errcode: 40003 });
    expect(call('logistics.addOrder', '{}')).toMatchObject({ errcode: -604100 });
    expect(logged.at(-1)).toBe('openapi: logistics.addOrder is not emulated');
    for (const damaged of ['{', '3'])
      expect(() => wechat.callJson('subscribeMessage.send', damaged, '')).toThrow('requestData');
    const code = JSON.stringify({ scene: 'a=1' });
    expect(() => wechat.callJson('wxacode.getUnlimited', code, '')).toThrow('answers bytes');
  });
});

test('cloud ids in a call are opened before the function sees them', () => {
  wechat.script({ openData: { ID1: { phoneNumber: '13800138000' } } });
  const event = { phone: { cloudID: 'ID1' }, run: { cloudID: 'none' }, deep: { phone: { cloudID: 'ID1' } }, n: 1 };
  expect(wechat.openCloudIds(event)).toEqual({
    phone: { cloudID: 'ID1', data: { phoneNumber: '13800138000' } },
    run: { cloudID: 'none', errCode: -601005, errMsg: 'invalid cloudID' },
    deep: { phone: { cloudID: 'ID1' } }, // only the top level, as documented
    n: 1,
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

  test('cloudPay, where there is none', async () => {
    const answer = await ask('cloudPay.unifiedOrder', { body: 'x', outTradeNo: '1', totalFee: 1 });
    expect(answer).toMatchObject({ why: expect.stringContaining('cloudPay.unifiedOrder is not emulated here') });
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
