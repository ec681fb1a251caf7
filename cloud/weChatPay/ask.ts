/** One signed request to WeChat Pay, its answer verified. */
import { randomBytes } from 'node:crypto';
import { Refusal } from '#domain/refusal';
import { required } from '../environment';
import { merchant, trustedKeys } from './merchant';
import { AUTHORIZATION_SCHEME, requestMessage, signed, whyForged } from './signature';

const TIMEOUT_MS = 6_000;

/** `target`: path with query. Anything but a verified 2xx is refused; `details.code` is WeChat Pay's own. */
export async function ask(method: 'GET' | 'POST', target: string, body?: object): Promise<Record<string, unknown>> {
  const text = body ? JSON.stringify(body) : '';
  const answer = await send(method, target, text);
  const answered = await answer.text();
  if (!answer.ok) throw failed(codeOf(answered) ?? 'UNREADABLE', answer.status, target);
  // Refusals of WeChat Pay change nothing here, so only what claims success must be proved.
  const forged = whyForged(headersOf(answer.headers), answered, trustedKeys(), Date.now());
  if (forged) throw failed(`ANSWER_NOT_SIGNED: ${forged}`, answer.status, target);
  return answered ? (JSON.parse(answered) as Record<string, unknown>) : {};
}

async function send(method: string, target: string, body: string): Promise<Response> {
  const { baseUrl } = merchant();
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'home-nursing/1',
    'Wechatpay-Serial': required('WECHATPAY_PUBLIC_KEY_ID'),
    Authorization: authorization(method, target, body),
  };
  try {
    return await fetch(new URL(target, baseUrl), {
      method,
      headers,
      body: body || undefined,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    console.error('WeChat Pay unreachable', error);
    throw failed('UNREACHABLE', 0, target);
  }
}

function authorization(method: string, target: string, body: string): string {
  const { mchid, serial, privateKeyPem } = merchant();
  const nonce = randomBytes(16).toString('hex');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = signed(requestMessage(method, target, timestamp, nonce, body), privateKeyPem);
  const fields = { mchid, nonce_str: nonce, timestamp, serial_no: serial, signature };
  return `${AUTHORIZATION_SCHEME} ${Object.entries(fields)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}`;
}

const headersOf = (headers: Headers) => ({
  timestamp: headers.get('wechatpay-timestamp') ?? '',
  nonce: headers.get('wechatpay-nonce') ?? '',
  serial: headers.get('wechatpay-serial') ?? '',
  signature: headers.get('wechatpay-signature') ?? '',
});

function codeOf(text: string): string | null {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : null;
  } catch {
    // A gateway's HTML page instead of WeChat Pay's JSON.
    return null;
  }
}

function failed(code: string, status: number, target: string): Refusal {
  console.error(JSON.stringify({ weChatPay: target, status, code }));
  return new Refusal('PAYMENT_SERVICE_FAILED', { code, status });
}
