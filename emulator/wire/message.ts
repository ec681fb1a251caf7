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

export interface Reply {
  readonly status: number;
  /** A list is sent as several headers of that name. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | string;
}

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

export function headerOf(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
