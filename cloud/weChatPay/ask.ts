/** One signed request to WeChat Pay, its answer verified. */
import { Refusal } from '#domain/refusal';
import { required } from '../environment';
import { authorization } from './authorization';
import { merchant, trustedKeys } from './merchant';
import { signatureHeaders, whyForged } from './signature';

const TIMEOUT_MS = 6_000;

/** `target`: path with query. Anything but a verified 2xx is refused; `details.code` is WeChat Pay's own. */
export async function ask(method: 'GET' | 'POST', target: string, body?: object): Promise<Record<string, unknown>> {
  const text = body ? JSON.stringify(body) : '';
  const { answer, answered } = await send(method, target, text);
  // Refusals say facts too (never heard of it, paid already), so they must be proved as well.
  const forged = whyForged(
    signatureHeaders((name) => answer.headers.get(name)),
    answered,
    trustedKeys(),
    Date.now(),
  );
  const code = codeOf(answered);
  if (forged) throw failed(`ANSWER_NOT_SIGNED: ${forged}${code ? `, ${code}` : ''}`, answer.status, target);
  if (!answer.ok) throw failed(code ?? 'UNREADABLE', answer.status, target);
  return parsed(answered, answer.status, target);
}

interface Answered {
  readonly answer: Response;
  readonly answered: string;
}

async function send(method: string, target: string, body: string): Promise<Answered> {
  const { baseUrl } = merchant();
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'home-nursing/1',
    'Wechatpay-Serial': required('WECHATPAY_PUBLIC_KEY_ID'),
    Authorization: authorization(method, target, body),
  };
  try {
    const answer = await fetch(new URL(target, baseUrl), {
      method,
      headers,
      body: body || undefined,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Here, because the time may run out between the head and the end of an answer.
    return { answer, answered: await answer.text() };
  } catch (error) {
    console.error('WeChat Pay unreachable', error);
    throw failed('UNREACHABLE', 0, target);
  }
}

function parsed(text: string, status: number, target: string): Record<string, unknown> {
  try {
    return text ? (JSON.parse(text) as Record<string, unknown>) : {};
  } catch {
    throw failed('UNREADABLE', status, target);
  }
}

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
