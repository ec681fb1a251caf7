/** Invitations to care together: a token that works once for three days; only its hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import { INVITATION_LIVES_MS, lasts, MOST_PROXIES, shareBy, type Invitation } from '#domain/person/careRights';
import { checkName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import type { AcceptedReply, InvitationReply, InvitedReply, ShareCareInput } from '#contract/shareCare';
import { UNDER_WAY } from '#domain/order/handOver';
import type { Order } from '#domain/order/order';
import type { Account } from '../accounts';
import { _, read } from '../database';
import { meetInDiary } from '../diaries';
import { enqueue } from '../outbox';
import { seal } from '../personalData';
import type { Recipient } from '../recipients';
import { transact, type Transaction } from '../transact';
import { noteActivity } from './activities';
import { noteBelonging } from './belongings';
import { proxyId, recipientFor, type Proxy } from './careRights';

type Of<K extends ShareCareInput['kind']> = Extract<ShareCareInput, { kind: K }>;

/** A document of `careInvitations`; its id is the token's hash, which nobody can accept by. */
export type InvitationRow = Invitation & { readonly _id: string };

/** 256 random bits need no key to be unguessable from their hash. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const STATEMENT =
  '我已阅读并确认：我以上面填写的关系参与照护这位家人，得到本人或其监护人的同意；我查看和填写的资料只用于照护，不转告他人。';

export async function invite(
  { recipientId, rights, forDays }: Of<'invite'>,
  userId: string,
  now: number,
): Promise<InvitedReply> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = now + INVITATION_LIVES_MS;
  const row = { recipientId, rights, forDays, invitedBy: userId, createdAt: now, expiresAt, usedBy: null };
  await transact(async (transaction) => {
    await recipientFor(recipientId, userId, 'owner', now, transaction.get);
    await transaction.add('careInvitations', { _id: hashOf(token), ...row } satisfies InvitationRow);
    await noteActivity(transaction, { recipientId, userId, act: 'invited', at: now });
  });
  return { kind: 'invited', token, expiresAt };
}

/** What one is asked for, before one says yes; a token that is no good tells nothing. */
export async function look({ token }: Of<'look'>, userId: string, now: number): Promise<InvitationReply> {
  const row = await read<InvitationRow>('careInvitations', hashOf(token));
  shareBy(row, userId, now);
  const { recipientId, rights, forDays, expiresAt } = row as InvitationRow;
  const recipient = await read<Recipient>('recipients', recipientId);
  if (!recipient) throw new Refusal('INVITATION_INVALID');
  const { maskedName: recipientMaskedName } = recipient;
  return { kind: 'invitation', recipientMaskedName, rights, forDays, expiresAt, statementText: STATEMENT };
}

/** Exactly one person gets it, however many try at once. */
export async function accept(
  input: Of<'accept'>,
  { userId, nurseId }: Pick<Account, 'userId' | 'nurseId'>,
  now: number,
): Promise<AcceptedReply> {
  const name = checkName(input.name);
  return transact(async (transaction) => {
    const row = await transaction.get<InvitationRow>('careInvitations', hashOf(input.token));
    if (row?.usedBy === userId) return acceptedBefore(transaction, row, userId, now);
    const share = shareBy(row, userId, now);
    const { _id, recipientId, invitedBy } = row as InvitationRow;
    await assertMayJoin(transaction, row as InvitationRow, userId, now);
    await noteBelonging(transaction, userId);
    // Everybody who joins writes the person's document: of two at once one runs again and sees the other in the house.
    await transaction.increment('recipients', recipientId, 'joined');
    const id = proxyId(recipientId, userId);
    await transaction.put('recipientProxies', {
      _id: id,
      recipientId,
      userId,
      invitedBy,
      relation: input.relation,
      nameCipher: seal(name, `recipientProxies/${id}/name`),
      statedAt: now,
      ...share,
    } satisfies Proxy);
    await transaction.put('careInvitations', { ...(row as InvitationRow), _id, usedBy: userId });
    await noteActivity(transaction, { recipientId, userId, act: 'joined', at: now });
    if (nurseId) await giveUpVisits(transaction, recipientId, nurseId, now);
    return { kind: 'accepted', recipientId, rights: share.rights, until: share.until };
  });
}

/** H-001: family now, so not the nurse any more. What she has accepted of this person's visits goes on to others. */
async function giveUpVisits(
  transaction: Transaction,
  recipientId: string,
  nurseId: string,
  now: number,
): Promise<void> {
  await meetInDiary(transaction, nurseId, { changedAt: now });
  const orders = await transaction.find<Order>('orders', { recipientId, nurseId, status: _.in([...UNDER_WAY]) });
  if (orders.length === 0) return;
  const orderIds = orders.map(({ _id }) => _id);
  const payload = { nurseId, serviceCodes: null, orderIds, reason: '护士是被照护人的家人' };
  const cause = `family:${proxyId(recipientId, nurseId)}:${now}`;
  await enqueue(transaction, [{ kind: 'handOver', payload }], { orderId: '', cause, now });
}

/** The owner may have given the person away, or have a house full. */
async function assertMayJoin(
  transaction: Transaction,
  { recipientId, invitedBy }: InvitationRow,
  userId: string,
  now: number,
): Promise<void> {
  const recipient = await transaction.get<Recipient>('recipients', recipientId);
  if (recipient?.ownerUserId !== invitedBy) throw new Refusal('INVITATION_INVALID');
  const proxies = await transaction.find<Proxy>('recipientProxies', { recipientId });
  const others = proxies.filter((proxy) => proxy.userId !== userId && lasts(proxy, now));
  if (others.length >= MOST_PROXIES) throw new Refusal('SHARED_TOO_OFTEN', { most: MOST_PROXIES });
}

/** The answer got lost on the way and the phone asks again. Who was removed since does not come back by it. */
async function acceptedBefore(
  transaction: Transaction,
  { recipientId }: InvitationRow,
  userId: string,
  now: number,
): Promise<AcceptedReply> {
  const proxy = await transaction.get<Proxy>('recipientProxies', proxyId(recipientId, userId));
  if (!proxy || now >= proxy.until) throw new Refusal('INVITATION_INVALID');
  return { kind: 'accepted', recipientId, rights: proxy.rights, until: proxy.until };
}
