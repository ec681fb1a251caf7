/** Faults on WeChat's open API, as wx-server-sdk meets them. */
import wxServerSdk from 'wx-server-sdk';
import { start, type Emulator } from '../index';
import { actAsFunction } from '../testing/asFunction';

// The published types of this SDK know no APIs by name.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the SDK types no openapi
const cloud = wxServerSdk as any;
let emulator: Emulator;

beforeAll(async () => {
  // The SDK warns of slowness seconds after a request that failed at once, when the tests are over.
  console.warn = () => undefined;
  emulator = await start({});
  actAsFunction(emulator.url);
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV, timeout: 400 });
});

beforeEach(() => emulator.faults.clear());
afterAll(() => emulator.stop());

const send = () =>
  cloud.openapi.subscribeMessage.send({ touser: 'oMEI', templateId: 'T', data: { thing1: { value: '你好' } } });
const failure = (): Promise<{ errCode: number; errMsg: string }> =>
  send().then(
    () => Promise.reject(new Error('did not fail')),
    (error: { errCode: number; errMsg: string }) => error,
  );
const messages = async (): Promise<unknown[]> =>
  ((await (await fetch(`${emulator.url}/_emulator/messages`)).json()) as { messages: unknown[] }).messages;

test('a number is WeChat’s own refusal', async () => {
  emulator.faults.add({ on: 'openApi', name: 'subscribeMessage.*', effect: 'error', code: '45009', times: 1 });
  expect(await failure()).toMatchObject({ errCode: 45009 });
  expect(await send()).toMatchObject({ errCode: 0 });
});

test('a word is a refusal of CloudBase', async () => {
  emulator.faults.add({ on: 'openApi', effect: 'error', code: 'SYS_ERR', message: 'down' });
  expect((await failure()).errMsg).toContain('down');
});

test('sent, and the answer lost', async () => {
  const before = (await messages()).length;
  emulator.faults.add({ on: 'openApi', effect: 'dropAfter', times: 1 });
  await failure();
  expect(await messages()).toHaveLength(before + 1);
  emulator.faults.add({ on: 'openApi', effect: 'dropBefore', times: 1 });
  await failure();
  expect(await messages()).toHaveLength(before + 1);
});

test('other APIs are left alone', async () => {
  emulator.faults.add({ on: 'openApi', name: 'security.msgSecCheck', effect: 'timeout' });
  expect(await send()).toMatchObject({ errCode: 0 });
});
