/** Accounts: the platform knows a person by openid or uid, we know one account behind both. */
import type { Nurse } from '#domain/nurse/nurse';
import { db, isDuplicate, read } from './database';
import { newId } from './newId';
import type { Cipher } from './personalData';
import { learnReference, referenceBeside, type ReferenceParts } from './reference';
import { readTogether, type Related } from './together';
import { transact } from './transact';

export interface Account {
  readonly userId: string;
  readonly displayName: string;
  readonly openid: string;
  readonly uid: string;
  readonly roles: readonly ('patient' | 'nurse')[];
  readonly nurseId: string | null;
  /** Keyed hash of the linked phone number and its mask; both `''` without one. */
  readonly phoneHash: string;
  readonly maskedPhone: string;
}

/** A document of `users`. */
export interface UserDocument extends Omit<Account, 'userId' | 'phoneHash' | 'maskedPhone'> {
  readonly _id: string;
  readonly phoneHash?: string;
  readonly maskedPhone?: string;
  readonly phoneCipher?: Cipher;
  /** Wants no text messages about visits; codes come in any case. */
  readonly smsOff?: boolean;
  /** Its people come in through this account now; nothing of their own was in it. */
  readonly mergedInto?: string;
  /** How often something came to belong to it: joining and this write the same document (cloud/people/belongings.ts). */
  readonly belongings?: number;
  readonly createdAt: number;
}

export const identityId = ({ openid, uid }: { openid: string; uid: string }): string =>
  openid ? `openid:${openid}` : `uid:${uid}`;

/** The account of whoever the platform says is calling; a newcomer gets one as a patient. */
export async function accountOf(identity: { openid: string; uid: string }, now: number): Promise<Account> {
  const known = (await findAccount(identity)) ?? (await joinedAccount(identity));
  if (known) return known;
  try {
    return await openAccount(identity, now);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Two first calls at once: the other one made the account.
    const made = await read<{ userId: string }>('identities', identityId(identity));
    if (!made) throw error;
    return accountById(made.userId);
  }
}

type Identity = { readonly openid: string; readonly uid: string };

type Beside<R> = { readonly [K in keyof R]: readonly R[K][] };

export interface AccountBeside<R> {
  readonly account: Account;
  readonly beside: Beside<R>;
}

export interface NurseAccount<R> extends AccountBeside<R> {
  /** Null where the account is not a nurse's, or the two do not belong together. */
  readonly nurse: Nurse | null;
}

type Asked<R> = { readonly [K in keyof R]: Related };

/** The account, what is asked `beside` it, and what nearly every call asks for besides (cloud/reference.ts), in one question. */
export async function accountBeside<R extends Record<string, object>>(
  identity: Identity,
  beside: Asked<R>,
  now: number,
): Promise<AccountBeside<R>> {
  const related = { ...beside, ...referenceBeside(now) } as Asked<R & ReferenceParts>;
  if (Object.keys(related).length === 0) return { account: await accountOf(identity, now), beside: {} as Beside<R> };
  const ask = (where: Readonly<Record<string, unknown>>) =>
    readTogether<UserDocument, R & ReferenceParts>('users', where, related);
  // Who is not found by the platform's name is new, or came in by phone: the account is made or looked up, and asked for by its id.
  const found = (await ask(whoIs(identity))) ?? (await ask({ _id: (await accountOf(identity, now)).userId }));
  if (!found) throw new Error('an account that was just found is gone');
  learnReference(found.related, now);
  return { account: accountIn(found.anchor), beside: found.related };
}

/** For whoever works: the account, the nurse behind it, and what is asked `beside`, in one question. */
export async function nurseAccountOf<R extends Record<string, object>>(
  identity: Identity,
  beside: Asked<R>,
  now: number,
): Promise<NurseAccount<R>> {
  const own: Related = { from: 'nurses', local: 'nurseId', foreign: '_id' };
  const asked = { ownNurse: own, ...beside } as Asked<R & { ownNurse: Nurse }>;
  const found = await accountBeside<R & { ownNurse: Nurse }>(identity, asked, now);
  const [nurse] = found.beside.ownNurse as readonly Nurse[];
  return { ...found, nurse: nurse?.userId === found.account.userId ? nurse : null };
}

const whoIs = ({ openid, uid }: Identity) => (openid ? { openid } : { uid });

/** Every call begins with this, so it is one question; that there is one account each is `identities`' matter. */
async function findAccount(identity: { openid: string; uid: string }): Promise<Account | null> {
  const { data } = await db.collection('users').where(whoIs(identity)).limit(1).get();
  const [user] = data as UserDocument[];
  return user ? accountIn(user) : null;
}

/** Another browser of somebody who came in by phone: `identities` knows it, the account's own document names the newest only. */
async function joinedAccount(identity: { openid: string; uid: string }): Promise<Account | null> {
  const row = await read<{ userId: string }>('identities', identityId(identity));
  return row && accountById(row.userId);
}

export async function accountById(userId: string): Promise<Account> {
  const user = await read<UserDocument>('users', userId);
  if (!user) throw new Error(`identity without account: ${userId}`);
  return accountIn(user);
}

const accountIn = ({
  _id,
  displayName,
  openid,
  uid,
  roles,
  nurseId,
  phoneHash,
  maskedPhone,
}: UserDocument): Account => ({
  userId: _id,
  displayName,
  openid,
  uid,
  roles,
  nurseId,
  phoneHash: phoneHash ?? '',
  maskedPhone: maskedPhone ?? '',
});

async function openAccount(identity: { openid: string; uid: string }, now: number): Promise<Account> {
  const account: Account = {
    userId: newId(),
    displayName: '',
    ...identity,
    roles: ['patient'],
    nurseId: null,
    phoneHash: '',
    maskedPhone: '',
  };
  await transact(async (transaction) => {
    const existing = await transaction.get('identities', identityId(identity));
    if (existing) throw new Error('E11000 duplicate key: identity');
    const { userId, ...fields } = account;
    await transaction.add('identities', { _id: identityId(identity), userId });
    await transaction.add('users', { _id: userId, ...fields, createdAt: now });
  });
  return account;
}
