import { bytesOf, decodeMessage, encodeMessage, integerOf, textOf } from './protobuf';
import { type ApiAnswer, isBytes } from './wechat';

/** CommApiData: which kind of interface is called, and its arguments. */
export type ApiCall =
  | { readonly kind: 'openApi'; readonly values: Record<string, unknown> }
  | { readonly kind: 'svrkit'; readonly apiName: string; readonly request: Buffer };

const OPEN_API = 0;
const SVRKIT_API = 2;

/** A media value comes as raw bytes with a file name; everything else is JSON text. */
function pairValue(pair: ReturnType<typeof decodeMessage>): unknown {
  const bytes = bytesOf(pair, 2).at(-1) ?? Buffer.alloc(0);
  const fileName = textOf(pair, 4);
  return fileName ? { fileName, bytes: bytes.length } : (JSON.parse(bytes.toString('utf8')) as unknown);
}

export function decodeApiCall(requestData: Buffer): ApiCall {
  const call = decodeMessage(requestData);
  const type = integerOf(call, 1);
  if (type === SVRKIT_API) {
    const svrkit = decodeMessage(bytesOf(call, 4).at(-1) ?? Buffer.alloc(0));
    return { kind: 'svrkit', apiName: textOf(svrkit, 1), request: bytesOf(svrkit, 2).at(-1) ?? Buffer.alloc(0) };
  }
  if (type !== OPEN_API) throw new Error(`open API type ${type} is not emulated`);
  const pairs = bytesOf(decodeMessage(bytesOf(call, 2).at(-1) ?? Buffer.alloc(0)), 1).map(decodeMessage);
  return { kind: 'openApi', values: Object.fromEntries(pairs.map((pair) => [textOf(pair, 1), pairValue(pair)])) };
}

/** CommOpenApiResp with an answer of WeChat's: JSON (also when it is an error), or bytes. */
export function encodeAnswer(answer: ApiAnswer): Buffer {
  const bytes = isBytes(answer);
  return encodeMessage([
    [1, bytes ? answer.bytes : JSON.stringify(answer)],
    [2, bytes ? answer.contentType : 'application/json; encoding=utf-8'],
    [4, 200],
  ]);
}

/** CommOpenApiResp of a call the platform did not let through: no such API, or no permission. */
export function encodePlatformError(errorCode: number): Buffer {
  return encodeMessage([
    [3, errorCode],
    [4, 200],
  ]);
}

export const decodeCloudIds = (request: Buffer): string[] =>
  bytesOf(decodeMessage(request), 2).map((id) => id.toString('utf8'));

/** The answer of `getOpenData`: each cloud ID with the JSON it opens to. */
export function encodeOpenData(items: readonly { cloudId: string; json: string }[]): Buffer {
  const list = items.map(({ cloudId, json }) => {
    const item = encodeMessage([
      [1, cloudId],
      [2, json],
    ]);
    return [1, item] as const;
  });
  return encodeMessage([
    [1, encodeMessage(list)],
    [2, 'application/octet-stream'],
    [4, 200],
  ]);
}
