/** One small HTTP server on 127.0.0.1: whole bodies in, whole answers out. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Path and query exactly as sent: what callers sign. */
  target: string;
  headers: IncomingHttpHeaders;
  /** The bytes exactly as sent: what callers sign. */
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Running {
  url: string;
  stop(): Promise<void>;
}

/** Serves `answer` on `port` (0: a free one). What `answer` throws is a bug of the stand-in and shows as a 500. */
export async function serve(port: number, answer: (asked: Asked) => Promise<Answer>): Promise<Running> {
  const server = createServer((request, response) => {
    void handle(request, response, answer);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Answer>,
): Promise<void> {
  const { status, headers, body } = await answered(request, answer);
  response.writeHead(status, {
    ...headers,
    ...(status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body ?? '') }),
  });
  response.end(status === 204 ? undefined : body);
}

async function answered(request: IncomingMessage, answer: (asked: Asked) => Promise<Answer>): Promise<Answer> {
  try {
    const body = await wholeBody(request);
    if (body === undefined) return json(413, { message: 'body larger than 16 MB' });
    const target = request.url ?? '/';
    const { pathname, searchParams } = new URL(target, 'http://127.0.0.1');
    const { headers } = request;
    return await answer({
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      target,
      headers,
      body,
    });
  } catch (error) {
    console.error('stand-in failed:', request.method, request.url, error);
    return json(500, { message: `stand-in failed: ${String(error)}` });
  }
}

async function wholeBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}
