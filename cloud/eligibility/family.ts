/** Whose person it is: the owner, and those with whom the person is shared. None of them is sent as the nurse (H-001). */
import { lasts } from '#domain/person/careRights';
import { proxiesOf, type Proxy } from '../people/careRights';
import type { Transaction } from '../transact';

interface Cared {
  readonly recipientId: string;
  readonly ownerUserId: string;
}

export async function familyOf({ recipientId, ownerUserId }: Cared, now: number): Promise<readonly string[]> {
  return withOwner(ownerUserId, await proxiesOf(recipientId, now));
}

/** The same as it stands inside a transaction. */
export async function familyIn(
  transaction: Transaction,
  { recipientId, ownerUserId }: Cared,
  now: number,
): Promise<readonly string[]> {
  const proxies = await transaction.find<Proxy>('recipientProxies', { recipientId });
  return withOwner(
    ownerUserId,
    proxies.filter((proxy) => lasts(proxy, now)),
  );
}

export const withOwner = (ownerUserId: string, proxies: readonly Proxy[]) => [
  ownerUserId,
  ...proxies.map(({ userId }) => userId),
];
