/** The access token of a client's request. */
import { headerOf, type Request } from '../wire/message';

export function bearerOf(request: Request): string | undefined {
  const header = headerOf(request, 'authorization');
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined;
}
