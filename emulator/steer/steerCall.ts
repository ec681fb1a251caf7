import type { Caller, InvocationResult } from '../functions/host';
import { BadRequest, type Body, objectBody, onlyKeys, optionalText, requiredText } from './body';
import type { SteerContext } from './steer';

const WECHAT_SOURCES = ['wx_client', 'wx_devtools'];

/** The answer of a call: what the function returned, or why there is nothing. */
export function callAnswer(result: InvocationResult): unknown {
  const { requestId } = result;
  if (result.ok) return { ok: true, result: JSON.parse(result.resultJson) as unknown, requestId };
  return { ok: false, error: { code: result.code, message: result.message }, requestId };
}

function callerOf(as: Body, appid: string): Caller {
  onlyKeys(as, ['openid', 'unionid', 'uid']);
  const openid = optionalText(as, 'openid');
  const uid = optionalText(as, 'uid');
  const unionid = optionalText(as, 'unionid');
  return {
    ...(openid ? { openid, appid } : {}),
    ...(unionid ? { unionid } : {}),
    ...(uid ? { uid } : {}),
    ...(uid && !openid ? { customUserId: uid } : {}),
    loginType: openid ? 'WECHAT' : uid ? 'CUSTOM' : 'NONE',
    clientIp: '127.0.0.1',
  };
}

/** The mini-program's native channel, which only the platform itself can speak: `{name, data, as, source?}`. */
export async function callFunction(body: Body, context: SteerContext): Promise<unknown> {
  onlyKeys(body, ['name', 'data', 'as', 'source']);
  const source = optionalText(body, 'source') ?? 'wx_client';
  if (source === '') throw new BadRequest('source is empty');
  const result = await context.host.invoke({
    name: requiredText(body, 'name'),
    event: WECHAT_SOURCES.includes(source)
      ? context.openApi.openCloudIds(objectBody(body.data))
      : { ...objectBody(body.data) },
    caller: callerOf(objectBody(body.as), context.appid),
    source,
    addsUserInfo: WECHAT_SOURCES.includes(source),
  });
  return callAnswer(result);
}
