/** A client calls a function: the function rule is asked, the caller travels in the function's environment. */
import { callerOf, type Identity } from '../auth/identity';
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import { eventOf, resultOf } from './invoke';

export async function callFromClient(
  platform: Platform,
  identity: Identity | undefined,
  call: { name: string; data: unknown; clientIp: string },
): Promise<string> {
  if (!(await platform.guard.mayInvoke(identity, call.name))) {
    throw new EngineError('PERMISSION_DENIED', `[OperationDenied] Permission denied: function ${call.name}`);
  }
  return resultOf(platform.host, {
    name: call.name,
    event: eventOf(call.data),
    caller: callerOf(identity, call.clientIp, platform.appid),
    source: 'wx_client',
    addsUserInfo: true,
  });
}
