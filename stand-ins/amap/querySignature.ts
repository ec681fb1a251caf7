/** The optional `sig` of a query: MD5 of the sorted parameters followed by the private key. */
import { createHash } from 'node:crypto';

export function querySignature(query: URLSearchParams, privateKey: string): string {
  const pairs = [...query].filter(([name]) => name !== 'sig').sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('md5')
    .update(pairs.map(([name, value]) => `${name}=${value}`).join('&') + privateKey)
    .digest('hex');
}
