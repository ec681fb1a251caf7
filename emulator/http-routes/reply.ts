import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { GatewayReply } from './route';

interface IntegratedResponse {
  statusCode: number;
  headers?: Record<string, unknown>;
  multiValueHeaders?: Record<string, unknown>;
  body?: unknown;
  isBase64Encoded?: boolean;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/** Only an object with `statusCode` is taken for a response; any other object is the body. */
const isIntegrated = (value: unknown): value is IntegratedResponse =>
  typeof value === 'object' && value !== null && typeof (value as IntegratedResponse).statusCode === 'number';

const plain = (status: number, contentType: string, text: string): GatewayReply => ({
  status,
  headers: { 'content-type': contentType },
  body: Buffer.from(text),
});

/** These follow from the body and the connection; a function's own would contradict them. */
const OURS = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive']);

/** Names in lower case; a list, in either field, is a header several times: cookies cannot be joined. */
function headersOf({ headers, multiValueHeaders }: IntegratedResponse): Record<string, string | string[]> {
  const all = new Map<string, string[]>();
  for (const [given, value] of [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})]) {
    const name = given.toLowerCase();
    const values = [value].flat().map(String);
    validateHeaderName(name);
    for (const each of values) validateHeaderValue(name, each);
    if (!OURS.has(name)) all.set(name, [...(all.get(name) ?? []), ...values]);
  }
  const single = (values: string[]) => (values.length === 1 ? (values[0] as string) : values);
  return Object.fromEntries([...all].map(([name, values]) => [name, single(values)]));
}

function integrated(response: IntegratedResponse): GatewayReply {
  const { statusCode, body = '', isBase64Encoded = false } = response;
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) {
    return gatewayFailure('FUNCTION_INVOCATION_FAILED', `statusCode ${statusCode} is not an HTTP status`);
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  let headers: Record<string, string | string[]>;
  try {
    headers = headersOf(response);
  } catch (error) {
    return gatewayFailure('FUNCTION_INVOCATION_FAILED', (error as Error).message);
  }
  return {
    status: statusCode,
    headers: { 'content-type': typeof body === 'string' ? TEXT_TYPE : JSON_TYPE, ...headers },
    body: Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** Turns what a function returned into what the HTTP caller gets. */
export function httpReply(resultJson: string): GatewayReply {
  const value: unknown = JSON.parse(resultJson);
  if (isIntegrated(value)) return integrated(value);
  if (typeof value === 'object' && value !== null) return plain(200, JSON_TYPE, resultJson);
  return plain(200, TEXT_TYPE, value === null ? '' : String(value));
}

/** The gateway's own answer when the function failed: the caller sees no stack. */
export function gatewayFailure(code: string, message: string): GatewayReply {
  return plain(500, JSON_TYPE, JSON.stringify({ code, message }));
}
