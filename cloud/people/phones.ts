/** Which account a phone number belongs to: a row of `identities` per number, under a keyed hash, unique by construction. */
import { maskPhone } from '#domain/person/phone';
import { accountById, identityId, type Account, type UserDocument } from '../accounts';
import { seal } from '../personalData';
import { transact, type Transaction } from '../transact';
import { Refusal } from '#domain/refusal';
import { recountContacts } from './contacts';
import { phoneHash } from './phoneHash';

const phoneId = (hash: string): string => `phone:${hash}`;

interface IdentityRow {
  readonly _id: string;
  readonly userId: string;
}

/** Who calls, as the platform says in this very call. */
export interface Way {
  readonly openid: string;
  readonly uid: string;
}

/** A number that was proved to be the caller's: his account has it, or he comes into the account that has it. */
export async function linkPhone(
  phone: string,
  account: Account,
  way: Way,
): Promise<{ account: Account; joined: boolean }> {
  const userId = await transact(async (transaction) => {
    const row = await transaction.get<IdentityRow>('identities', phoneId(phoneHash(phone)));
    const caller = await standingUser(transaction, account.userId);
    if (!row) await giveNumber(transaction, caller, phone);
    if (!row || row.userId === caller._id) return caller._id;
    await join(transaction, caller, await userIn(transaction, row.userId), way);
    return row.userId;
  });
  await recountContacts(userId, phoneHash(phone));
  return { account: await accountById(userId), joined: userId !== account.userId };
}

async function userIn(transaction: Transaction, userId: string): Promise<UserDocument> {
  const user = await transaction.get<UserDocument>('users', userId);
  if (!user) throw new Error(`no account ${userId}`);
  return user;
}

/** The account may have been joined to another one since the call began: then that is the caller's. */
async function standingUser(transaction: Transaction, userId: string): Promise<UserDocument> {
  const user = await userIn(transaction, userId);
  return user.mergedInto ? standingUser(transaction, user.mergedInto) : user;
}

/** A new number takes the place of the one before. */
async function giveNumber(transaction: Transaction, user: UserDocument, phone: string): Promise<void> {
  const hash = phoneHash(phone);
  if (user.phoneHash) await transaction.remove('identities', phoneId(user.phoneHash));
  await transaction.put('identities', { _id: phoneId(hash), userId: user._id } satisfies IdentityRow);
  await transaction.put('users', {
    ...user,
    phoneHash: hash,
    maskedPhone: maskPhone(phone),
    phoneCipher: seal(phone, `users/${user._id}/phone`),
  });
}

/** The caller's way in leads to the account of the number from now on; the account it led to is closed, if nothing was in it. */
async function join(transaction: Transaction, caller: UserDocument, owner: UserDocument, way: Way): Promise<void> {
  // Numbers are given to new people after a while: who comes through another WeChat is not let in by the number alone.
  if (way.openid && owner.openid && owner.openid !== way.openid) throw new Refusal('PHONE_OF_OTHER_WECHAT');
  if (await holdsAnything(transaction, caller)) throw new Refusal('ACCOUNTS_BOTH_USED');
  for (const _id of waysOf(caller))
    await transaction.put('identities', { _id, userId: owner._id } satisfies IdentityRow);
  await transaction.put('users', {
    ...owner,
    openid: owner.openid || caller.openid,
    // Every browser is somebody new to the platform; the newest is the one that watches orders live.
    uid: caller.uid || owner.uid,
  });
  await transaction.put('users', { ...caller, openid: '', uid: '', mergedInto: owner._id });
}

const waysOf = ({ openid, uid }: UserDocument): string[] => [
  ...(openid ? [identityId({ openid, uid: '' })] : []),
  ...(uid ? [identityId({ openid: '', uid })] : []),
];

/** What a person would miss if the account were closed, and under which field it names its owner. */
const BELONGINGS: Readonly<Record<string, string>> = {
  recipients: 'ownerUserId',
  addresses: 'ownerUserId',
  recipientProxies: 'userId',
  orders: 'patientUserId',
  // A nurse's application has its applicant's id.
  nurseApplications: '_id',
};

async function holdsAnything(
  transaction: Transaction,
  { _id, nurseId, phoneHash: hash }: UserDocument,
): Promise<boolean> {
  if (nurseId || hash) return true;
  for (const [collection, field] of Object.entries(BELONGINGS)) {
    if ((await transaction.find(collection, { [field]: _id })).length > 0) return true;
  }
  return false;
}

/** An operator takes a number off its account: it was given to somebody new, or two accounts claim it. */
export async function releasePhone(transaction: Transaction, phone: string): Promise<string> {
  const row = await transaction.get<IdentityRow>('identities', phoneId(phoneHash(phone)));
  if (!row) throw new Refusal('NOT_FOUND', { what: 'phone' });
  const { maskedPhone = '', phoneCipher: _cipher, ...user } = await userIn(transaction, row.userId);
  await transaction.remove('identities', row._id);
  await transaction.put('users', { ...user, phoneHash: '', maskedPhone: '' });
  return maskedPhone;
}
