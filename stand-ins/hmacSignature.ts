/** Requests and answers signed by both sides with one shared key, as insurer/README.md describes it. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Answer, Asked } from './httpServer';

export interface SharedKey {
  clientId: string;
  key: string;
}

const CLOCK_SKEW_SECONDS = 300;

const sha256 = (text: Buffer | string) => createHash('sha256').update(text).digest('hex');
const hmac = (text: string, { key }: SharedKey) => createHmac('sha256', key).update(text).digest('hex');

/** False: somebody else's, too old, or played back. A nonce that was good is remembered in `nonces`. */
export function isSignedWith(shared: SharedKey, asked: Asked, nonces: Set<string>, nowSeconds: number): boolean {
  const { headers, body, target } = asked;
  const [timestamp, nonce, signature] = ['x-timestamp', 'x-nonce', 'x-signature'].map((name) => String(headers[name]));
  const expected = hmac(`POST\n${target}\n${timestamp}\n${nonce}\n${sha256(body)}\n`, shared);
  const same = signature?.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  const fresh = Math.abs(Number(timestamp) - nowSeconds) <= CLOCK_SKEW_SECONDS;
  const known = headers['x-client-id'] === shared.clientId;
  if (!same || !fresh || !known || !/^[0-9a-f]{32}$/.test(nonce ?? '') || nonces.has(nonce ?? '')) return false;
  nonces.add(nonce ?? '');
  return true;
}

/** `sent`: what really goes out; other than `body`, it is a forgery. */
export function signedAnswer(shared: SharedKey, body: object, nowSeconds: number, sent: object = body): Answer {
  const signature = hmac(`${nowSeconds}\n${sha256(JSON.stringify(body))}\n`, shared);
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'X-Timestamp': String(nowSeconds) };
  return { status: 200, headers: { ...headers, 'X-Signature': signature }, body: JSON.stringify(sent) };
}
