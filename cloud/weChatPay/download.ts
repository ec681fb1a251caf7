/** Files of WeChat Pay (bills). The request is signed, the answer is not: whoever asked holds it against the hash it was told. */
import { Refusal } from '#domain/refusal';
import { authorization } from './authorization';
import { merchant } from './merchant';

const TIMEOUT_MS = 20_000;

/** `target`: path with query. */
export async function downloadFile(target: string): Promise<Buffer> {
  const headers = { Accept: '*/*', 'User-Agent': 'home-nursing/1', Authorization: authorization('GET', target, '') };
  const failed = (code: string, status: number) => {
    console.error(JSON.stringify({ weChatPay: target.replace(/token=[^&]*/, 'token=…'), status, code }));
    return new Refusal('PAYMENT_SERVICE_FAILED', { code, status });
  };
  try {
    const answer = await fetch(new URL(target, merchant().baseUrl), {
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) throw failed('FILE_REFUSED', answer.status);
    return Buffer.from(await answer.arrayBuffer());
  } catch (error) {
    if (error instanceof Refusal) throw error;
    console.error('WeChat Pay unreachable', error);
    throw failed('UNREACHABLE', 0);
  }
}
