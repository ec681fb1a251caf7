/**
 * Who may hold the tester's handle. It can be anybody and read everything, so only programs and pages of this machine
 * may: a page of the internet reaches 127.0.0.1 too, from its own origin or behind a name it points here (DNS rebinding).
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Sender {
  /** The socket's remote address. */
  readonly remoteAddress: string;
  readonly headers: IncomingHttpHeaders;
}

const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
/** `*.localhost` always means this machine (RFC 6761). */
const LOOPBACK_NAME = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]|([a-z0-9-]+\.)*localhost)$/i;

function isLoopbackUrl(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text);
    return /^https?:$/.test(protocol) && LOOPBACK_NAME.test(hostname);
  } catch {
    return false; // `null`, the origin of sandboxed pages and files, among others
  }
}

/** A page of the internet sent this, as far as its browser tells. Programs send no origin. */
export function isForeignPage({ origin }: IncomingHttpHeaders): boolean {
  return origin !== undefined && !isLoopbackUrl(origin);
}

/** Why this request may not steer; undefined when it may. Pages of other ports of this machine may: dev servers do. */
export function steeringRefusal({ remoteAddress, headers }: Sender): string | undefined {
  if (!LOOPBACK_ADDRESS.test(remoteAddress)) return 'only from this machine';
  const { host, origin } = headers;
  if (host !== undefined && !isLoopbackUrl(`http://${host}`)) return `only under a name of this machine, not ${host}`;
  if (isForeignPage(headers)) return `not from pages of ${origin}`;
  if (origin === undefined && headers['sec-fetch-site'] === 'cross-site') return 'not from pages of other sites';
  return undefined;
}

/** The inspector reads and writes every document: its interface answers its own page and programs, no other page. */
export function inspectingRefusal(sender: Sender): string | undefined {
  const { host, origin } = sender.headers;
  const site = sender.headers['sec-fetch-site'];
  const refusal = steeringRefusal(sender);
  if (refusal !== undefined) return refusal;
  if (origin !== undefined && origin !== `http://${host}`) return `not from pages of ${origin}`;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'not from pages of other origins';
  return undefined;
}

/** May the page that asked read the answer? Of the tester's handle, pages of other sites read nothing, not even refusals. */
export function mayShare(path: string, headers: IncomingHttpHeaders): boolean {
  return !path.startsWith('/_emulator/') || !isForeignPage(headers);
}
