/** Refusals in the words of the object store. */
import { randomUUID } from 'node:crypto';
import type { Reply } from '../wire/message';

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

export function xmlError(status: number, code: string, message: string): Reply {
  const text = message.replace(/[<>&]/g, (char) => ESCAPES[char] ?? char);
  const body =
    `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${text}</Message>` +
    `<RequestId>${randomUUID()}</RequestId><TraceId>${randomUUID()}</TraceId></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
