/** Custom-login tickets, as node-sdk's `auth().createTicket` makes them. An `openid` makes a WeChat user's session. */
import { readJwt, signJwt } from './jwt';
import type { Keys } from './keys';

const TICKET_LIFE_MS = 10 * 60_000;
const UID = /^[a-zA-Z0-9_\-#@~=*(){}[\]:.,<>+]{4,32}$/;

export interface TicketHolder {
  readonly uid: string;
  readonly openid?: string;
}

export function createTicket(keys: Keys, uid: string, options: { openid?: string } = {}): string {
  if (!UID.test(uid)) throw new RangeError(`uid must be 4 to 32 letters, digits or _-#@~=*(){}[]:.,<>+ : ${uid}`);
  const issuedAt = Date.now();
  const claims = { env: keys.credentials.env_id, iat: issuedAt, exp: issuedAt + TICKET_LIFE_MS, uid, ...options };
  return `${keys.keyId}/@@/${signJwt(claims, keys)}`;
}

/** Who the ticket names, or why it is refused. Tickets count in milliseconds, made by either clock. */
export function readTicket(keys: Keys, ticket: string, nowMs: number): TicketHolder | { readonly refused: string } {
  const [keyId, token] = ticket.split('/@@/');
  if (keyId !== keys.keyId || !token) return { refused: 'the ticket was made with another key' };
  const claims = readJwt(token, keys);
  if (!claims) return { refused: 'the signature of the ticket is wrong' };
  if (claims.env !== keys.credentials.env_id) return { refused: `the ticket is for environment ${String(claims.env)}` };
  if (typeof claims.exp !== 'number' || claims.exp < Math.min(nowMs, Date.now())) {
    return { refused: 'the ticket has expired' };
  }
  if (typeof claims.uid !== 'string' || !UID.test(claims.uid)) return { refused: 'the ticket names no valid uid' };
  return { uid: claims.uid, ...(typeof claims.openid === 'string' ? { openid: claims.openid } : {}) };
}
