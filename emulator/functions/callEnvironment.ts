import type { FunctionDefinition } from './definition';
import type { Invocation } from './host';

/** What stays the same for every call of one emulator. */
export interface Surroundings {
  readonly envId: string;
  readonly appid: string;
  readonly serverUrl: () => string;
  readonly env: Readonly<Record<string, string>>;
}

const TCB_CONTEXT_KEYS = [
  'TCB_ENV',
  'TCB_SEQID',
  'TCB_TRACELOG',
  'TCB_SOURCE',
  'TCB_SESSIONTOKEN',
  'TCB_SOURCE_IP',
  'TCB_UUID',
  'TCB_CUSTOM_USER_ID',
  'TCB_ISANONYMOUS_USER',
  'LOGINTYPE',
];

const isTimer = (source: string): boolean => source === 'wx_trigger';

/** Points the SDKs at the local server and tells them they are inside a function. */
function platform(surroundings: Surroundings, definition: FunctionDefinition): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'AKIDlocal',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: surroundings.envId,
    SCF_FUNCTIONNAME: definition.name,
    TCB_ENV: surroundings.envId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${surroundings.serverUrl()}/admin` }),
    _SCF_TCB_LOG: '1',
  };
}

function tcbContext({ caller, source }: Invocation, requestId: string, sessionToken: string): Record<string, string> {
  return {
    TCB_CONTEXT_KEYS: TCB_CONTEXT_KEYS.join(','),
    TCB_SEQID: requestId,
    TCB_SOURCE: source,
    TCB_SESSIONTOKEN: sessionToken,
    TCB_SOURCE_IP: caller.clientIp,
    TCB_ISANONYMOUS_USER: String(caller.loginType === 'ANONYMOUS'),
    ...(caller.uid ? { TCB_UUID: caller.uid } : {}),
    ...(caller.customUserId ? { TCB_CUSTOM_USER_ID: caller.customUserId } : {}),
    ...(caller.loginType === 'NONE' ? {} : { LOGINTYPE: caller.loginType }),
    ...(isTimer(source) ? { TRIGGER_SRC: 'timer' } : {}),
  };
}

/**
 * `getWXContext()` answers nothing at all, not even SOURCE, when the list of keys is empty. Timers, HTTP and function
 * calls do see SOURCE, so their list holds a token that the SDK hides. Signed-in H5 users get the empty list.
 */
function wechatContext({ caller, source }: Invocation, appid: string): Record<string, string> {
  if (isTimer(source)) return withKeys({ WX_TRIGGER_API_TOKEN_V0: 'local-trigger-token' });
  if (caller.openid) {
    return withKeys({
      WX_OPENID: caller.openid,
      WX_APPID: caller.appid ?? appid,
      ...(caller.unionid ? { WX_UNIONID: caller.unionid } : {}),
      WX_API_TOKEN: 'local-api-token',
      WX_CLIENTIP: caller.clientIp,
    });
  }
  return caller.loginType === 'NONE' ? withKeys({ WX_API_TOKEN: 'local-api-token' }) : { WX_CONTEXT_KEYS: '' };
}

const withKeys = (values: Record<string, string>) => ({ WX_CONTEXT_KEYS: Object.keys(values).join(','), ...values });

/** Every variable one call brings along; the worker removes what the call before brought. */
export function callEnvironment(
  surroundings: Surroundings,
  definition: FunctionDefinition,
  invocation: Invocation,
  ids: { requestId: string; sessionToken: string },
): Record<string, string> {
  return {
    ...surroundings.env,
    ...definition.environment,
    ...platform(surroundings, definition),
    ...tcbContext(invocation, ids.requestId, ids.sessionToken),
    ...wechatContext(invocation, surroundings.appid),
  };
}

/** The second argument of `main`. `environment` is what newer runtimes carry, `environ` what older ones do. */
export function callContext(
  definition: FunctionDefinition,
  envId: string,
  requestId: string,
  environment: Record<string, string>,
): Record<string, unknown> {
  return {
    callbackWaitsForEmptyEventLoop: false,
    memory_limit_in_mb: definition.memoryMegabytes,
    time_limit_in_ms: definition.timeoutSeconds * 1000,
    request_id: requestId,
    function_name: definition.name,
    function_version: '$LATEST',
    namespace: envId,
    environ: Object.entries(environment)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
    environment: JSON.stringify(environment),
    tencentcloud_region: 'ap-shanghai',
    tencentcloud_appid: '1250000000',
    tencentcloud_uin: '100000000001',
  };
}
