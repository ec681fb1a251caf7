/** One signed request to WeChat Pay, its answer verified. */
import { failed, send } from './send';
import { signatureHeaders, whyForged } from './signature';
import { tellDesk } from './trouble';
import { keysFor } from './trustedKeys';

/** `target`: path with query. Anything but a verified 2xx is refused; `details.code` is WeChat Pay's own. */
export async function ask(
  method: 'GET' | 'POST' | 'PATCH',
  target: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const { answer, answered } = await send(method, target, body ? JSON.stringify(body) : '');
  // Refusals say facts too (never heard of it, paid already), so they must be proved as well.
  const headers = signatureHeaders((name) => answer.headers.get(name));
  const forged = whyForged(headers, answered, await keysFor(headers.serial, Date.now()), Date.now());
  const code = codeOf(answered);
  if (forged) throw failed(`ANSWER_NOT_SIGNED: ${forged}${code ? `, ${code}` : ''}`, answer.status, target);
  if (!answer.ok) {
    const cause = /-(\d+)$/.exec(answer.headers.get('request-id') ?? '')?.[1] ?? '';
    await tellDesk(code ?? 'UNREADABLE', cause, Date.now());
    throw failed(code ?? 'UNREADABLE', answer.status, target, cause);
  }
  return parsed(answered, answer.status, target);
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
