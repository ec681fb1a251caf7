/**
 * The insurer's service: one number per visit. No insurer publishes such an interface; the protocol is ours, described in
 * stand-ins/insurer/README.md. Both sides sign. No personal data goes out: the policies name the nurse.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { needs, required } from '../environment';

needs('INSURER_BASE_URL', 'INSURER_CLIENT_ID', 'INSURER_KEY');

const TIMEOUT_MS = 4_000;
const PATH = '/v1/covers';

export interface CoverRequest {
  /** The same id asks for the same cover. */
  readonly requestId: string;
  readonly serviceCode: string;
  /** RFC 3339, Beijing. */
  readonly startAt: string;
  readonly endAt: string;
  readonly policies: readonly { readonly cover: string; readonly policyNumber: string }[];
}

export interface CoverAnswer {
  readonly coverNumber: string;
  readonly insurer: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (text: string) => createHmac('sha256', required('INSURER_KEY')).update(text).digest('hex');

/** Throws where the insurer does not answer, says no, or where the answer is not the insurer's. */
export async function askForCover(request: CoverRequest, now: number): Promise<CoverAnswer> {
  const body = JSON.stringify(request);
  const [timestamp, nonce] = [String(Math.floor(now / 1000)), randomBytes(16).toString('hex')];
  const response = await fetch(new URL(PATH, required('INSURER_BASE_URL')), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Client-Id': required('INSURER_CLIENT_ID'),
      'X-Timestamp': timestamp,
      'X-Nonce': nonce,
      'X-Signature': hmac(`POST\n${PATH}\n${timestamp}\n${nonce}\n${sha256(body)}\n`),
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`insurer ${response.status}: ${text.slice(0, 100)}`);
  assertSigned(response.headers, text);
  return read(text, request.requestId);
}

function assertSigned(headers: Headers, text: string): void {
  const expected = hmac(`${headers.get('x-timestamp')}\n${sha256(text)}\n`);
  const said = headers.get('x-signature') ?? '';
  if (said.length !== expected.length || !timingSafeEqual(Buffer.from(said), Buffer.from(expected))) {
    throw new Error('insurer: the answer is not signed by the insurer');
  }
}

function read(text: string, requestId: string): CoverAnswer {
  const answer = JSON.parse(text) as Partial<CoverAnswer> & { requestId?: string };
  const { coverNumber, insurer } = answer;
  if (answer.requestId !== requestId || typeof coverNumber !== 'string' || coverNumber === '') {
    throw new Error('insurer: an answer to something else');
  }
  return { coverNumber, insurer: typeof insurer === 'string' ? insurer : '' };
}
