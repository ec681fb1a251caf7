/** Who is cared for, where, and what a booking asks about both, in one question: the screens of booking ask it again and again. */
import { FIRST_VALID_MS, type Assessment } from '#domain/assessment/assessment';
import { lasts } from '#domain/person/careRights';
import { Refusal } from '#domain/refusal';
import { assertOwn, type Address } from './addresses';
import type { Block } from './blocks';
import { accountSubject, recipientSubject, type ConsentRow } from './consents/acts';
import { withOwner } from './eligibility/family';
import { recipientFor, type Proxy } from './people/careRights';
import type { Recipient } from './recipients';
import { readTogether } from './together';

type Parts = { addresses: Address; proxies: Proxy; blocks: Block; acts: ConsentRow; assessments: Assessment };

export interface CaredFor {
  readonly recipient: Recipient;
  readonly address: Address;
  /** Whose person it is: none of them is sent as the nurse (H-001). */
  readonly familyUserIds: readonly string[];
  /** Who does not want to meet this household, or is not wanted by it. */
  readonly blockedNurseIds: readonly string[];
  /** Everything agreed to for the account and for the person. */
  readonly acts: readonly ConsentRow[];
  /** Newest first, as far back as they may still speak. */
  readonly assessments: readonly Assessment[];
}

/** For one who may manage the person, at an address of his own; to everybody else neither exists. */
export async function caredFor(
  { recipientId, addressId }: { readonly recipientId: string; readonly addressId: string },
  userId: string,
  now: number,
): Promise<CaredFor> {
  const found = await readTogether<Recipient, Parts>(
    'recipients',
    { _id: recipientId },
    {
      addresses: { from: 'addresses', foreign: '_id', keys: [addressId] },
      proxies: { from: 'recipientProxies', foreign: 'recipientId', local: '_id' },
      blocks: { from: 'blocks', foreign: 'familyUserId', local: 'ownerUserId' },
      acts: { from: 'consents', foreign: 'subject', keys: [accountSubject(userId), recipientSubject(recipientId)] },
      assessments: { from: 'assessments', foreign: 'recipientId', local: '_id' },
    },
  );
  if (!found) throw new Refusal('NOT_FOUND', { recipientId });
  const { addresses, proxies, blocks, acts, assessments } = found.related;
  const known: Readonly<Record<string, readonly { readonly _id: string }[]>> = {
    recipients: [found.anchor],
    recipientProxies: proxies,
  };
  const get = async <T>(collection: string, id: string): Promise<T | null> =>
    (known[collection]?.find(({ _id }) => _id === id) ?? null) as T | null;
  // The address first: whoever only follows the person has none to book for, and is told no more than that.
  const address = assertOwn(addresses[0] ?? null, { addressId, userId });
  const recipient = await recipientFor(recipientId, userId, 'manage', now, get);
  return {
    recipient,
    address,
    familyUserIds: withOwner(
      recipient.ownerUserId,
      proxies.filter((proxy) => lasts(proxy, now)),
    ),
    blockedNurseIds: [...new Set(blocks.map(({ nurseId }) => nurseId))],
    acts,
    assessments: assessments
      .filter(({ createdAt }) => createdAt >= now - FIRST_VALID_MS)
      .sort((a, b) => b.createdAt - a.createdAt || (a._id < b._id ? -1 : 1)),
  };
}
