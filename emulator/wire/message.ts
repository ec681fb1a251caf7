/** One HTTP request, read to its end, and the reply to it. */
import type { IncomingHttpHeaders } from 'node:http';

export interface Request {
  readonly method: string;
  /** Decoded path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly clientIp: string;
  /** `http://host:port` as the caller reached us. */
  readonly origin: string;
}

/** Text in the form it is sent in: each character is one byte of its UTF-8. V8 joins and copies such text cheaply. */
export interface ByteText {
  readonly bytes: string;
}

// eslint-disable-next-line no-control-regex -- all of ASCII
const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

export const byteText = (text: string): ByteText => ({
  bytes: isAscii(text) ? text : Buffer.from(text).toString('latin1'),
});

export interface Reply {
  readonly status: number;
  /** A list is sent as several headers of that name. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | string | ByteText;
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' };

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers: { ...jsonType, ...headers }, body: JSON.stringify(value) };
}

/** The same for JSON that is written already. */
export const writtenReply = (body: ByteText): Reply => ({ status: 200, headers: jsonType, body });

export function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
