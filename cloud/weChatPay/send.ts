/** One signed request to WeChat Pay; what comes back is not verified yet. */
import { Refusal } from '#domain/refusal';
import { authorization } from './authorization';
import { merchant } from './merchant';

const TIMEOUT_MS = 6_000;

export interface Answered {
  readonly answer: Response;
  readonly answered: string;
}

/** `target`: path with query; `body`: the very text that is signed. */
export async function send(method: 'GET' | 'POST' | 'PATCH', target: string, body: string): Promise<Answered> {
  const publicKeyId = process.env.WECHATPAY_PUBLIC_KEY_ID;
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': 'home-nursing/1',
    // With which of its keys it is to sign; a merchant that has only certificates names none.
    ...(publicKeyId ? { 'Wechatpay-Serial': publicKeyId } : {}),
    Authorization: authorization(method, target, body),
  };
  try {
    const answer = await fetch(new URL(target, merchant().baseUrl), {
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

/** `code`: WeChat Pay's own, or ours where it gave none; `cause`: the number at the end of its `Request-ID`. */
export function failed(code: string, status: number, target: string, cause = ''): Refusal {
  console.error(JSON.stringify({ weChatPay: target, status, code, ...(cause && { cause }) }));
  return new Refusal('PAYMENT_SERVICE_FAILED', { code, status, ...(cause && { cause }) });
}
