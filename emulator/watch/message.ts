/** A frame of the realtime protocol, as a client sends it. */
export interface Message {
  readonly watchId?: string;
  readonly requestId?: string;
  readonly msgType: string;
  readonly msgData?: Readonly<Record<string, unknown>> | null;
  readonly exMsgData?: Readonly<Record<string, unknown>>;
}

/** The frame in a text; whatever else the text holds becomes a message nobody knows. */
export function readMessage(text: string): Message {
  const value = JSON.parse(text) as unknown;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('a frame is a JSON object');
  const { msgType, ...rest } = value as { msgType?: unknown };
  return { ...rest, msgType: typeof msgType === 'string' ? msgType : '' };
}

/** When a signature ends, by the machine's clock; undefined when it does not say. It has been verified before. */
export function expiryOf(signStr: string): number | undefined {
  const [, claims = ''] = signStr.split('.');
  const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { exp?: unknown };
  return typeof exp === 'number' ? exp * 1000 : undefined;
}
