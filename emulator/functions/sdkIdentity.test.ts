import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { type Caller, type Invocation, NOBODY } from './host';

/** Who calls, as the two unmodified server SDKs tell it inside a function. */
let folder: FunctionFolder;
beforeAll(() => {
  folder = functionFolder();
  folder.write(
    'who',
    `const cloud = require('wx-server-sdk');
     const tcb = require('@cloudbase/node-sdk');
     cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
     const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
     exports.main = async (event, context) => ({
       wx: cloud.getWXContext(),
       node: app.auth().getUserInfo(),
       ip: app.auth().getClientIP(),
       source: tcb.parseContext(context).environment.TCB_SOURCE,
     });`,
    { timeout: 20 },
  );
});
afterAll(() => folder.close());

async function who(caller: Caller, source: string): Promise<Record<string, unknown>> {
  const invocation: Invocation = { name: 'who', event: {}, caller, source };
  const result = await folder.host.invoke(invocation);
  if (!result.ok) throw new Error(result.message);
  return JSON.parse(result.resultJson) as Record<string, unknown>;
}

test('a mini-program user', async () => {
  const caller: Caller = { openid: 'oMEI', unionid: 'uMEI', loginType: 'WECHAT', clientIp: '10.0.0.1' };
  expect(await who(caller, 'wx_client')).toEqual({
    wx: {
      ...{ OPENID: 'oMEI', APPID: 'wx0local', UNIONID: 'uMEI', CLIENTIP: '10.0.0.1' },
      ...{ ENV: 'local-env', SOURCE: 'wx_client' },
    },
    node: { openId: 'oMEI', appId: 'wx0local', uid: '', customUserId: '', isAnonymous: false },
    ip: '10.0.0.1',
    source: 'wx_client',
  });
});

test('an anonymous H5 visitor is nobody in WeChat', async () => {
  const caller: Caller = { uid: 'anon-1', loginType: 'ANONYMOUS', clientIp: '10.0.0.2' };
  expect(await who(caller, 'wx_unknown')).toMatchObject({
    wx: {},
    node: { openId: '', appId: '', uid: 'anon-1', customUserId: '', isAnonymous: true },
  });
});

test('a timer shows its source and no person', async () => {
  expect(await who(NOBODY, 'wx_trigger')).toMatchObject({
    wx: { ENV: 'local-env', SOURCE: 'wx_trigger' },
    node: { openId: '', uid: '', isAnonymous: false },
  });
  expect((await who(NOBODY, 'wx_trigger')).wx).not.toHaveProperty('OPENID');
});

test('a function called by a function shows the chain', async () => {
  expect((await who(NOBODY, 'wx_client,scf')).wx).toEqual({ ENV: 'local-env', SOURCE: 'wx_client,scf' });
});
