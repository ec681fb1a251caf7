/** Who calls, as the platform knows it. Functions learn it from their environment, never from the event. */
export interface Caller {
  readonly openid?: string;
  readonly unionid?: string;
  readonly appid?: string;
  readonly uid?: string;
  readonly customUserId?: string;
  readonly loginType: 'WECHAT' | 'ANONYMOUS' | 'CUSTOM' | 'NONE';
  readonly clientIp: string;
}

export const NOBODY: Caller = { loginType: 'NONE', clientIp: '127.0.0.1' };

export interface Invocation {
  readonly name: string;
  readonly event: Record<string, unknown>;
  readonly caller: Caller;
  /** `wx_client`, `wx_trigger`, `scf`, `wx_http`, or a chain such as `wx_client,scf`. */
  readonly source: string;
  /** Mini-program and H5 calls: the platform adds `userInfo` and `tcbContext` to the event. */
  readonly addsUserInfo?: boolean;
}

/** `resultJson` is what the function returned, serialised by its own process. */
export type InvocationResult =
  | { readonly ok: true; readonly resultJson: string; readonly requestId: string }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly requestId: string };

export interface FunctionHost {
  readonly names: () => string[];
  has(name: string): boolean;
  invoke(invocation: Invocation): Promise<InvocationResult>;
  /** Stops every process; running calls end with an error. */
  close(): Promise<void>;
}
