/** A service with which we share a key: both sides sign every message (HMAC-SHA256, stand-ins/insurer/README.md). */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface HmacService {
  readonly name: string;
  readonly baseUrl: string;
  readonly clientId: string;
  readonly key: string;
}

const TIMEOUT_MS = 4_000;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('hex');

/** The text of a signed 2xx. Throws where the service does not answer, says no, or where the answer is not its own. */
export async function askSigned(service: HmacService, path: string, content: object, now: number): Promise<string> {
  const { name, baseUrl, clientId, key } = service;
  const body = JSON.stringify(content);
  const [timestamp, nonce] = [String(Math.floor(now / 1000)), randomBytes(16).toString('hex')];
  const response = await fetch(new URL(path, baseUrl), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Client-Id': clientId,
      'X-Timestamp': timestamp,
      'X-Nonce': nonce,
      'X-Signature': hmac(`POST\n${path}\n${timestamp}\n${nonce}\n${sha256(body)}\n`, key),
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} ${response.status}: ${text.slice(0, 100)}`);
  const expected = hmac(`${response.headers.get('x-timestamp')}\n${sha256(text)}\n`, key);
  const said = response.headers.get('x-signature') ?? '';
  if (said.length !== expected.length || !timingSafeEqual(Buffer.from(said), Buffer.from(expected))) {
    throw new Error(`${name}: the answer is not signed by it`);
  }
  return text;
}
