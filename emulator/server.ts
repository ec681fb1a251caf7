/** The HTTP server: reads whole requests, writes whole replies, adds CORS. Routing is `routes.ts`. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectionCut } from './faults/carryOut';
import { mayShare } from './steer/origin';
import { corsHeaders } from './wire/cors';
import { jsonReply, type Reply, type Request } from './wire/message';

export type Handler = (request: Request) => Promise<Reply>;

/** The largest body the platform takes anywhere is a file upload. */
const BODY_MAX_BYTES = 100 * 1024 * 1024;

class BodyTooLarge extends Error {}

/** A Host header or path that no address can be made of. */
class AddressUnreadable extends Error {}

/** By events: an iterator over the stream costs more than the whole rest of a small request. */
function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_MAX_BYTES) chunks.push(chunk);
      else reject(new BodyTooLarge(`more than ${BODY_MAX_BYTES} bytes`));
    });
    incoming.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    incoming.on('error', reject);
    incoming.on('close', () => reject(new Error('the connection ended within a request')));
  });
}

function decodedPath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname; // a stray % is part of the name
  }
}

/** Nothing in it that an address would spell differently. */
const PLAIN_TARGET = /^(\/[\w/-]*)(?:\?([\w%&=.~-]*))?$/;
const PLAIN_HOST = /^(127\.0\.0\.1|localhost)(:([1-5]?\d{1,4}|6[0-4]\d{3}))?$/;

interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What is asked for; most of it need not be parsed as an address, which costs as much as a small query. */
export function targetOf(host: string, target: string): Target {
  const [, path, query = ''] = PLAIN_HOST.test(host) ? (PLAIN_TARGET.exec(target) ?? []) : [];
  if (path !== undefined) return { path, query: new URLSearchParams(query) };
  const url = addressOf(target.startsWith('http') ? target : `http://${host}${target}`);
  return { path: decodedPath(url.pathname), query: url.searchParams };
}

function addressOf(text: string): URL {
  if (!URL.canParse(text)) throw new AddressUnreadable(`not an address: ${text.slice(0, 200)}`);
  return new URL(text);
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const host = incoming.headers.host ?? '127.0.0.1';
  return {
    ...targetOf(host, incoming.url ?? '/'),
    method: incoming.method ?? 'GET',
    headers: incoming.headers,
    body: await readBody(incoming),
    clientIp: (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    origin: `http://${host}`,
  };
}

/** What is counted: a long text as bytes, or it would be turned into them twice, to be counted and to be sent. */
function bodyOf({ body }: Reply): { content: Buffer | string; encoding: 'latin1' | 'utf8' } {
  if (Buffer.isBuffer(body)) return { content: body, encoding: 'utf8' };
  if (typeof body === 'string') return { content: Buffer.from(body), encoding: 'utf8' };
  return { content: body.bytes, encoding: 'latin1' };
}

function write(response: ServerResponse, reply: Reply, cors: Record<string, string>): void {
  const { content, encoding } = bodyOf(reply);
  response.writeHead(reply.status, { 'content-length': content.length, ...cors, ...reply.headers });
  response.end(content, encoding);
}

async function serve(
  handler: Handler,
  log: (line: string) => void,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(incoming);
    const reply: Reply = request.method === 'OPTIONS' ? { status: 204, body: '' } : await handler(request);
    write(response, reply, mayShare(request.path, request.headers) ? corsHeaders(request) : {});
  } catch (error) {
    if (error instanceof ConnectionCut) return void incoming.socket.destroy();
    log(`error ${incoming.method} ${incoming.url}: ${error instanceof Error ? error.stack : String(error)}`);
    const status = error instanceof BodyTooLarge ? 413 : error instanceof AddressUnreadable ? 400 : 500;
    if (response.headersSent) response.destroy();
    else write(response, jsonReply(status, { code: 'SYS_ERR', message: String(error) }), {});
  }
}

export interface Listening {
  readonly server: Server;
  readonly port: number;
}

/** Rejects with the system's error when the port is taken. */
export function listen(handler: Handler, log: (line: string) => void, host: string, port: number): Promise<Listening> {
  const server = createServer((incoming, response) => void serve(handler, log, incoming, response));
  // Functions keep connections open between calls, however long they rest: any limit would cut a request just being sent.
  server.keepAliveTimeout = 0;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}

/** Stops listening and cuts what is still connected. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
