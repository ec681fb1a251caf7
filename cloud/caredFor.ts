/** Who is cared for, where, and what a booking asks about both, in one question: the screens of booking ask it again and again. */
import type { Service } from '#domain/care/service';
import type { Nurse } from '#domain/nurse/nurse';
import { FIRST_VALID_MS, type Assessment } from '#domain/assessment/assessment';
import { lasts } from '#domain/person/careRights';
import { Refusal } from '#domain/refusal';
import type { UserDocument } from './accounts';
import { assertOwn, type Address } from './addresses';
import type { Block } from './blocks';
import { recipientSubject, type ConsentRow } from './consents/acts';
import type { Stored } from './database';
import { withOwner } from './eligibility/family';
import { recipientFor, type Proxy } from './people/careRights';
import type { Recipient } from './recipients';
import { readTogether, type Related, type Together } from './together';

export type CareParts = {
  recipients: Recipient;
  addresses: Address;
  proxies: Proxy;
  blocks: Block;
  ownActs: ConsentRow;
  personActs: ConsentRow;
  assessments: Assessment;
  services: Stored<Service>;
  chosen: Nurse;
};

interface Asked {
  readonly recipientId: string;
  readonly addressId: string;
  readonly serviceCode: string;
  /** Whom the family chose. */
  readonly nurseId?: string | null;
}

/** For doors that read it with the account, in one question (cloud/doors/fromMiniProgram.ts). */
export const besideCare = (asked: Asked): { readonly [K in keyof CareParts]: Related } => ({
  recipients: { from: 'recipients', foreign: '_id', keys: [asked.recipientId] },
  addresses: { from: 'addresses', foreign: '_id', keys: [asked.addressId] },
  proxies: { from: 'recipientProxies', foreign: 'recipientId', keys: [asked.recipientId] },
  blocks: { from: 'blocks', foreign: 'familyUserId', of: 'recipients', local: 'ownerUserId' },
  ownActs: { from: 'consents', foreign: 'subject', local: '_id', prefix: 'users/' },
  personActs: { from: 'consents', foreign: 'subject', keys: [recipientSubject(asked.recipientId)] },
  assessments: { from: 'assessments', foreign: 'recipientId', keys: [asked.recipientId] },
  services: { from: 'services', foreign: '_id', keys: [asked.serviceCode] },
  chosen: { from: 'nurses', foreign: '_id', keys: asked.nurseId ? [asked.nurseId] : [] },
});

export type FoundCare = Together<UserDocument, CareParts>['related'];

/** The same for whoever has no door: a series books its visits by itself. */
export async function readCare(asked: Asked, userId: string): Promise<FoundCare> {
  const found = await readTogether<UserDocument, CareParts>('users', { _id: userId }, besideCare(asked));
  if (!found) throw new Error(`no account ${userId}`);
  return found.related;
}

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
  { recipientId, addressId }: Asked,
  userId: string,
  found: FoundCare,
  now: number,
): Promise<CaredFor> {
  const { addresses, proxies, blocks, ownActs, personActs, assessments } = found;
  if (found.recipients.length === 0) throw new Refusal('NOT_FOUND', { recipientId });
  const known: Readonly<Record<string, readonly { readonly _id: string }[]>> = {
    recipients: found.recipients,
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
    acts: [...ownActs, ...personActs],
    assessments: assessments
      .filter(({ createdAt }) => createdAt >= now - FIRST_VALID_MS)
      .sort((a, b) => b.createdAt - a.createdAt || (a._id < b._id ? -1 : 1)),
  };
}
