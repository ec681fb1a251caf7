import type { GatewayReply } from './route';

interface IntegratedResponse {
  statusCode: number;
  headers?: Record<string, unknown>;
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

function integrated(response: IntegratedResponse): GatewayReply {
  const { statusCode, headers = {}, body = '', isBase64Encoded = false } = response;
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599) {
    return gatewayFailure('FUNCTION_INVOCATION_FAILED', `statusCode ${statusCode} is not an HTTP status`);
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const flat = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status: statusCode,
    headers: { 'content-type': typeof body === 'string' ? TEXT_TYPE : JSON_TYPE, ...Object.fromEntries(flat) },
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
