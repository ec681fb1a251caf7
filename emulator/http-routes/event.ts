import { randomUUID } from 'node:crypto';
import type { GatewayRequest } from './route';

const isText = (contentType: string): boolean =>
  contentType === '' || /^(text\/|application\/(.*\+)?(json|xml|javascript|x-www-form-urlencoded))/i.test(contentType);

/** Header names in lower case; a header sent several times is joined by commas. */
function flatHeaders(headers: GatewayRequest['headers']): Record<string, string> {
  const present = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name.toLowerCase(), [value].flat().join(',')]));
}

function flatQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key).join(',')]));
}

/** The event a function gets when it is called over its HTTP route. */
export function httpEvent(
  request: GatewayRequest,
  { envId, appid }: { envId: string; appid: string },
): Record<string, unknown> {
  const headers = flatHeaders(request.headers);
  const isBase64Encoded = !isText(headers['content-type'] ?? '');
  return {
    path: request.path,
    httpMethod: request.method.toUpperCase(),
    headers,
    queryStringParameters: flatQuery(request.query),
    requestContext: { requestId: randomUUID(), envId, appId: appid, uin: '100000000001' },
    body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}
