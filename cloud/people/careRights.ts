/** Who of a family may see and do what for a person: the owner, and those with whom the owner shares. */
import { covers, lasts, type CareRight, type Share } from '#domain/person/careRights';
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import { db, read, rows } from '../database';
import type { Cipher } from '../personalData';
import type { Recipient } from '../recipients';

/** A document of `recipientProxies`: somebody of the family may do something for a person until a day, or until removed. */
export interface Proxy extends Share {
  readonly _id: string;
  readonly recipientId: string;
  readonly userId: string;
  readonly invitedBy: string;
  readonly relation: string;
  readonly nameCipher: Cipher;
  /** P-024: read and agreed to act for this person. */
  readonly statedAt: number;
}

type Get = <T>(collection: string, id: string) => Promise<T | null>;

/** Most people somebody follows or manages for others. */
const MOST_SHARES = 100;

export const proxyId = (recipientId: string, userId: string): string => `${recipientId}:${userId}`;

/** What the proxy's document gives now; asked anew in each call, so that a removed one loses everything at once. */
async function proxyRight(recipientId: string, userId: string, now: number, get: Get): Promise<CareRight | null> {
  const proxy = await get<Proxy>('recipientProxies', proxyId(recipientId, userId));
  return proxy && lasts(proxy, now) ? proxy.rights : null;
}

/** The person, for one who may do this for him. To everybody else he is as unknown as one that does not exist. */
export async function recipientFor(
  recipientId: string,
  userId: string,
  needed: CareRight,
  now: number,
  get: Get = read,
): Promise<Recipient> {
  const recipient = await get<Recipient>('recipients', recipientId);
  if (recipient?.ownerUserId === userId) return recipient;
  const held = recipient && (await proxyRight(recipientId, userId, now, get));
  if (!recipient || !held) throw new Refusal('NOT_FOUND', { recipientId });
  if (!covers(held, needed)) throw new Refusal('FORBIDDEN', { right: needed });
  return recipient;
}

/** What somebody may do about an order as one of the family; null: is none. An order belongs to the owner of its recipient. */
export async function rightOn(order: Order, userId: string, now: number, get: Get = read): Promise<CareRight | null> {
  return order.patientUserId === userId ? 'owner' : proxyRight(order.recipientId, userId, now, get);
}

/** Refuses all but family with this right. `get` of a transaction: who is removed meanwhile does nothing more. */
export async function assertRight(
  order: Order,
  userId: string,
  needed: CareRight,
  now: number,
  get: Get = read,
): Promise<void> {
  const held = await rightOn(order, userId, now, get);
  if (!held) throw new Refusal('NOT_FOUND', { orderId: order._id });
  if (!covers(held, needed)) throw new Refusal('FORBIDDEN', { right: needed });
}

/** What others share with somebody, as it stands now. */
export async function sharesOf(userId: string, now: number): Promise<readonly Proxy[]> {
  const found = await rows<Proxy>(db.collection('recipientProxies').where({ userId }), MOST_SHARES, 'shares');
  return found.filter((proxy) => lasts(proxy, now));
}

/** Everybody with whom a person is shared, earliest first. */
export async function proxiesOf(recipientId: string, now: number): Promise<readonly Proxy[]> {
  const query = db.collection('recipientProxies').where({ recipientId }).orderBy('since', 'asc');
  const found = await rows<Proxy>(query, MOST_SHARES, 'proxies');
  return found.filter((proxy) => lasts(proxy, now));
}
