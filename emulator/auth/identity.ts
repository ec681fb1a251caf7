/** Who a client is: what rules see as `auth`, what is written as `_openid`, what functions see as their caller. */
import type { Caller } from '../functions/host';

export interface Identity {
  readonly uid: string;
  readonly openid?: string;
  readonly loginType: 'WECHAT' | 'ANONYMOUS' | 'CUSTOM';
}

/** The owner mark the platform puts on documents and files of clients. */
export function ownerOf(identity: Identity): string {
  return identity.openid ?? identity.uid;
}

export function callerOf(identity: Identity | undefined, clientIp: string, appid: string): Caller {
  if (!identity) return { loginType: 'NONE', clientIp };
  const { uid, openid, loginType } = identity;
  return {
    loginType,
    clientIp,
    uid,
    ...(loginType === 'ANONYMOUS' ? {} : { customUserId: uid }),
    ...(openid === undefined ? {} : { openid, appid }),
  };
}
