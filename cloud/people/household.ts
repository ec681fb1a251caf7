/** Whom somebody cares for and where: read with the account in one question, opened under one entry of the audit log. */
import type { AddressView, RecipientView } from '#contract/people';
import { lasts, type CareRight } from '#domain/person/careRights';
import { openedAddresses, sealedAddresses, type Address } from '../addresses';
import type { AccountBeside } from '../accounts';
import { openFor, type Reader } from '../personalData';
import { openedRecipients, sealedRecipients, type Recipient } from '../recipients';
import type { Related } from '../together';
import type { Proxy } from './careRights';
import { recipientView } from './recipientViews';

export type Household = { own: Recipient; shares: Proxy; shared: Recipient; addresses: Address };

export const household = (): { readonly [K in keyof Household]: Related } => ({
  own: { from: 'recipients', foreign: 'ownerUserId', local: '_id' },
  shares: { from: 'recipientProxies', foreign: 'userId', local: '_id' },
  shared: { from: 'recipients', foreign: '_id', of: 'shares', local: 'recipientId' },
  addresses: { from: 'addresses', foreign: 'ownerUserId', local: '_id' },
});

/** Own people first, then those that others share as long as the share lasts; each kind as it was written down. */
export async function openHousehold(
  { own, shares, shared, addresses }: AccountBeside<Household>['beside'],
  reader: Reader,
  now: number,
): Promise<{ readonly recipients: readonly RecipientView[]; readonly addresses: readonly AddressView[] }> {
  const rights = new Map<string, CareRight>(
    shares.filter((share) => lasts(share, now)).map((share) => [share.recipientId, share.rights]),
  );
  const people = [...earliestFirst(own), ...earliestFirst(shared.filter(({ _id }) => rights.has(_id)))];
  const places = earliestFirst(addresses);
  if (people.length + places.length === 0) return { recipients: [], addresses: [] };
  const opened = await openFor(reader, { ...sealedRecipients(people), ...sealedAddresses(places) });
  return {
    recipients: openedRecipients(opened, people).map((one) => recipientView(one, rights.get(one._id) ?? 'owner', now)),
    addresses: openedAddresses(opened, places),
  };
}

const earliestFirst = <T extends { readonly createdAt: number }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => a.createdAt - b.createdAt);
