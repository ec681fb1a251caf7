/** Browsers ask from any local origin; the environment's safe domains are a matter of the cloud's console. */
import { headerOf, type Request } from './message';

export function corsHeaders(request: Request): Record<string, string> {
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS',
    'access-control-allow-headers': headerOf(request, 'access-control-request-headers') ?? 'content-type',
    'access-control-expose-headers': 'x-request-id, etag, date, content-length, content-range, accept-ranges',
    'access-control-max-age': '600',
    vary: 'origin',
  };
}
