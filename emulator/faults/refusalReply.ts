/** A refusal in the words of the dialect it is made in. */
import { randomUUID } from 'node:crypto';
import { statusOf } from '../wire/gateway';
import { jsonReply, type Reply } from '../wire/message';
import type { Refusal } from './carryOut';
import type { Place } from './rule';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function fileRefusal({ code, message, status = 503 }: Refusal): Reply {
  const body =
    `<?xml version="1.0" encoding="utf-8"?><Error><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message>` +
    `<RequestId>${randomUUID()}</RequestId><TraceId>${randomUUID()}</TraceId></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

export function refusalReply(on: Place, refusal: Refusal): Reply {
  const { code, message, status } = refusal;
  switch (on) {
    case 'upload':
    case 'download':
      return fileRefusal(refusal);
    case 'auth':
      return jsonReply(status ?? 400, { error: code, error_description: message, error_code: 4000 });
    case 'v1':
      return jsonReply(status ?? statusOf(code), { code, message, requestId: randomUUID() });
    default:
      return jsonReply(status ?? 200, { code, message, requestId: randomUUID() });
  }
}
