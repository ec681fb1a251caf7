/** Who is calling, by the platform's word alone. Never by `event`: any client can write anything there. */
import { app } from './database';

export interface Caller {
  /** WeChat's name of the person in this mini-program; `''` where there is none. */
  readonly openid: string;
  /** CloudBase's name of the person (H5); `''` where there is none. */
  readonly uid: string;
  /** `wx_client`, `wx_devtools`, `wx_http`, `wx_trigger`, or a chain such as `wx_client,scf`. */
  readonly source: string;
  readonly requestId: string;
  /** Where the call came from, as the platform saw it; `''` unknown. */
  readonly clientIp: string;
}

/** Read anew in each call: one process serves many people, one after the other. */
export function caller(): Caller {
  const { openId, uid } = app.auth().getUserInfo() as { openId?: string; uid?: string };
  return {
    openid: openId ?? '',
    uid: uid ?? '',
    source: process.env.TCB_SOURCE ?? '',
    requestId: process.env.TCB_SEQID ?? '',
    clientIp: app.auth().getClientIP() as string,
  };
}
