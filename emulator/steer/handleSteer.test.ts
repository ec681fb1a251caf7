import { Faults } from '../faults/faults';
import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { openApi } from '../openapi/openApi';
import { openTimers } from '../timers/openTimers';
import type { Timers } from '../timers/timers';
import { handleSteer } from './handleSteer';
import type { SteerContext, SteerRequest } from './steer';

const at = (beijing: string): number => Date.parse(`2026-11-22T${beijing}+08:00`);
const ECHO = `exports.main = async (event) => ({ event, source: process.env.TCB_SOURCE, openid: process.env.WX_OPENID,
  uid: process.env.TCB_UUID, login: process.env.LOGINTYPE })`;

let folder: FunctionFolder;
let timers: Timers;
let context: SteerContext;
beforeEach(() => {
  folder = functionFolder();
  folder.clock.set(at('13:00:30'));
  const { host, clock } = folder;
  folder.write('echo', ECHO, { triggers: [{ name: 'five', type: 'timer', config: '0 */5 * * * * *' }] });
  folder.write('fail', 'exports.main = async () => { throw new Error("refused") }');
  timers = openTimers({ host, clock, log: () => undefined });
  const wechat = openApi({ appid: 'wx0local', now: clock.now, functionOf: () => undefined, hasPermission: () => true });
  context = {
    ...{ appid: 'wx0local', clock, timers, host, openApi: wechat, faults: new Faults() },
    createTicket: async (uid, { openid }) => `ticket of ${uid} ${openid}`,
    stats: () => ({ requests: 3 }),
  };
});
afterEach(async () => {
  await timers.close();
  await folder.close();
});

const steer = (method: string, path: string, body?: unknown, more: Partial<SteerRequest> = {}) =>
  handleSteer(
    {
      ...{ method, path: `/_emulator/${path}`, query: new URLSearchParams(), body },
      ...{ headers: {}, remoteAddress: '127.0.0.1', ...more },
    },
    context,
  );

describe('clock', () => {
  test('advancing tells what fired', async () => {
    const { status, json } = await steer('POST', 'clock', { advanceMs: 600_000 });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      offsetMs: folder.clock.offsetMs(),
      fired: [
        { name: 'echo', at: at('13:05:00'), ok: true },
        { name: 'echo', at: at('13:10:00'), ok: true },
      ],
      dropped: [],
    });
    expect((json as { now: number }).now).toBeGreaterThanOrEqual(at('13:10:30'));
  });

  test('setting and resetting jump', async () => {
    expect((await steer('POST', 'clock', { setMs: at('20:00:00') })).json).toMatchObject({ fired: [] });
    const { now } = (await steer('GET', 'clock')).json as { now: number };
    expect(now).toBeGreaterThanOrEqual(at('20:00:00'));
    expect((await steer('POST', 'clock', { reset: true })).json).toMatchObject({ offsetMs: 0 });
  });

  test.each([
    [{}],
    [{ advanceMs: 1, setMs: 2 }],
    [{ advanceMs: -1 }],
    [{ advanceMs: '1' }],
    [{ setMs: 1e300 }],
    [{ reset: false }],
    [{ minutes: 5 }],
    [[1]],
  ])('%j is refused and moves nothing', async (body) => {
    const before = folder.clock.offsetMs();
    expect(await steer('POST', 'clock', body)).toMatchObject({ status: 400, json: { error: expect.any(String) } });
    expect(folder.clock.offsetMs()).toBe(before);
  });
});

describe('calling a function as somebody', () => {
  const called = async (body: unknown) => (await steer('POST', 'call', body)).json;

  test('as a mini-program user', async () => {
    expect(await called({ name: 'echo', data: { a: 1 }, as: { openid: 'oMEI' } })).toEqual({
      ok: true,
      requestId: expect.any(String),
      result: {
        event: { a: 1, userInfo: { openId: 'oMEI', appId: 'wx0local' }, tcbContext: {} },
        ...{ source: 'wx_client', openid: 'oMEI', login: 'WECHAT' },
      },
    });
  });

  test('as an H5 user, from elsewhere, as nobody', async () => {
    expect(await called({ name: 'echo', as: { uid: 'mei1' } })).toMatchObject({
      result: { uid: 'mei1', login: 'CUSTOM' },
    });
    expect(await called({ name: 'echo', data: { a: 1 }, source: 'wx_trigger' })).toMatchObject({
      result: { event: { a: 1 }, source: 'wx_trigger' },
    });
    expect(await called({ name: 'echo' })).not.toHaveProperty('result.openid');
  });

  test('a function that fails, one that does not exist', async () => {
    expect(await called({ name: 'fail' })).toMatchObject({ ok: false, error: { code: 'FUNCTIONS_EXECUTE_FAIL' } });
    expect(await called({ name: 'none' })).toMatchObject({ ok: false, error: { code: 'FUNCTION_NOT_FOUND' } });
  });

  test.each([[{}], [{ name: 7 }], [{ name: 'echo', as: 'oMEI' }], [{ name: 'echo', as: { open_id: 'oMEI' } }]])(
    '%j is refused',
    async (body) => {
      expect(await steer('POST', 'call', body)).toMatchObject({ status: 400 });
    },
  );
});

test('tickets', async () => {
  const { json } = await steer('POST', 'ticket', { uid: 'mei1', openid: 'oMEI' });
  expect(json).toEqual({ ticket: 'ticket of mei1 oMEI' });
  expect(await steer('POST', 'ticket', {})).toMatchObject({ status: 400 });
});

test('timers: what comes next, and running one by hand', async () => {
  const { json } = await steer('GET', 'timers');
  expect(json).toEqual({ upcoming: [{ name: 'echo', trigger: 'five', at: at('13:05:00') }] });
  expect((await steer('POST', 'timers/echo/run')).json).toMatchObject({ ok: true, result: { source: 'wx_trigger' } });
  expect((await steer('POST', 'timers/fail/run')).json).toMatchObject({
    ok: false,
    error: { code: 'TIMER_NOT_FOUND' },
  });
});

test('functions and their log', async () => {
  await steer('POST', 'call', { name: 'fail' });
  expect((await steer('GET', 'functions')).json).toMatchObject({
    functions: [
      { name: 'echo', calls: 0 },
      { name: 'fail', calls: 1, errors: 1, coldStarts: 1, lastColdStartMs: expect.any(Number) },
    ],
  });
  expect((await steer('GET', 'functions/fail/log')).json).toMatchObject({
    calls: [{ name: 'fail', result: 'FUNCTIONS_EXECUTE_FAIL' }],
  });
  expect(await steer('GET', 'functions/none/log')).toMatchObject({ status: 404 });
});

test('fault switches: set, listed, taken away', async () => {
  const { json } = await steer('POST', 'faults', { on: 'admin', name: 'database.*', effect: 'conflict', times: 2 });
  expect(json).toEqual({ id: 'fault-1' });
  await steer('POST', 'faults', { on: 'function', delayMs: 5 });
  expect((await steer('GET', 'faults')).json).toEqual({
    faults: [
      { id: 'fault-1', rule: expect.objectContaining({ on: 'admin' }), matched: 0, struck: 0, left: 2 },
      { id: 'fault-2', rule: { on: 'function', delayMs: 5 }, matched: 0, struck: 0 },
    ],
  });
  expect(await steer('DELETE', 'faults/fault-1')).toMatchObject({ status: 200 });
  expect(await steer('DELETE', 'faults/fault-1')).toMatchObject({ status: 404 });
  expect(await steer('DELETE', 'faults')).toMatchObject({ status: 200 });
  expect((await steer('GET', 'faults')).json).toEqual({ faults: [] });
});

test.each([
  { on: 'rain' },
  { on: 'admin' },
  { on: 'admin', effect: 'error' },
  { on: 'admin', effect: 'conflict', x: 1 },
])('fault %j is refused', async (rule) => {
  expect(await steer('POST', 'faults', rule)).toMatchObject({ status: 400, json: { error: expect.any(String) } });
  expect((await steer('GET', 'faults')).json).toEqual({ faults: [] });
});

test('what WeChat shall answer, messages and stats', async () => {
  expect((await steer('GET', 'messages')).json).toEqual({ messages: [] });
  expect((await steer('GET', 'stats')).json).toEqual({ requests: 3 });
  expect(await steer('POST', 'faults', { refusingOpenids: ['oMEI'] })).toMatchObject({ status: 200 });
  expect(await steer('POST', 'wechat', { riskyWords: ['x'] })).toMatchObject({ status: 200 });
  expect(await steer('POST', 'faults', { rain: true })).toMatchObject({ status: 400 });
  expect(await steer('POST', 'faults', { refusingOpenids: 'oMEI' })).toMatchObject({ status: 400 });
  expect(await steer('POST', 'faults', { failing: { 'subscribeMessage.send': '1' } })).toMatchObject({ status: 400 });
});

test('only from this machine, only what is there', async () => {
  expect(await steer('GET', 'clock', undefined, { remoteAddress: '192.168.1.7' })).toMatchObject({ status: 403 });
  expect(await steer('GET', 'clock', undefined, { remoteAddress: '::ffff:127.0.0.1' })).toMatchObject({ status: 200 });
  const headers = { origin: 'https://evil.example' };
  expect(await steer('POST', 'clock', { reset: true }, { headers })).toMatchObject({ status: 403 });
  expect(await steer('GET', 'nothing')).toMatchObject({ status: 404 });
  expect(await steer('DELETE', 'clock')).toMatchObject({ status: 405 });
});
