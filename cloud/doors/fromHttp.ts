/** For outside services that call us over the platform's HTTP access. Who they are is proved by their signature, not here. */
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they came: signatures are checked over these, never over re-written JSON. */
  readonly body: Buffer;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

interface AccessEvent {
  readonly path: string;
  readonly httpMethod: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** A refusal is told as the sender's fault, any other error as ours; either way it is no acknowledgement, and the sender tries again. */
export function fromHttp(act: (request: HttpRequest, now: number) => Promise<HttpAnswer>) {
  return async (event: AccessEvent): Promise<HttpAnswer> => {
    if (caller().source !== 'wx_http') return failure(403, 'FORBIDDEN');
    try {
      return await act(requestOf(event), Date.now());
    } catch (error) {
      console.error(error);
      return error instanceof Refusal
        ? failure(error.code === 'FORGED_NOTIFICATION' ? 401 : 400, error.code)
        : failure(500, 'FAIL');
    }
  };
}

function requestOf({ path, httpMethod, headers = {}, body = '', isBase64Encoded }: AccessEvent): HttpRequest {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { path, method: httpMethod, headers: lower, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

const failure = (statusCode: number, message: string): HttpAnswer => ({
  statusCode,
  headers: JSON_TYPE,
  body: JSON.stringify({ code: 'FAIL', message }),
});
