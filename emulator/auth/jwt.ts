/** RS256 JSON web tokens, no more than this emulator needs. */
import { sign, verify } from 'node:crypto';
import type { Keys } from './keys';

export type Claims = { [claim: string]: unknown };

const encodePart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decodePart = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Claims;

export function signJwt(claims: Claims, keys: Keys): string {
  const head = encodePart({ alg: 'RS256', typ: 'JWT', kid: keys.keyId });
  const signed = `${head}.${encodePart(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), keys.privateKey).toString('base64url')}`;
}

/** The claims of a token this pair signed; undefined for anything else. Says nothing about expiry. */
export function readJwt(token: string, keys: Keys): Claims | undefined {
  const [head, claims, signature, more] = token.split('.');
  if (!head || !claims || !signature || more !== undefined) return undefined;
  try {
    if (decodePart(head).alg !== 'RS256') return undefined;
    const genuine = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${claims}`),
      keys.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    return genuine ? decodePart(claims) : undefined;
  } catch {
    return undefined; // not base64 or not JSON: not a token
  }
}
