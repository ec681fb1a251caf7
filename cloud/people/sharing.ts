/** With whom a person is shared, how that ends, and who did what (requirement A4). */
import { CARE_ACTS, type ActivityReply, type DoneReply, type SharesReply } from '#contract/shareCare';
import { Refusal } from '#domain/refusal';
import { pageOf } from '../pages';
import { openFor, type Cipher } from '../personalData';
import { transact, type Transaction } from '../transact';
import { activitiesBefore, noteActivity } from './activities';
import { proxiesOf, proxyId, recipientFor, type Proxy } from './careRights';
import { openInvitations } from './openInvitations';

const PAGE = 30;
const DONE: DoneReply = { kind: 'done' };
const nameField = ({ _id }: Proxy) => `recipientProxies/${_id}/name`;

/** Names of some proxies for one of the family to read; one entry of the audit log. */
async function namesOf(
  proxies: readonly Proxy[],
  userId: string,
  recipientId: string,
  now: number,
): Promise<ReadonlyMap<string, string>> {
  if (proxies.length === 0) return new Map();
  const sealed: Record<string, Cipher> = Object.fromEntries(proxies.map((one) => [nameField(one), one.nameCipher]));
  const reader = { actor: userId, subject: `recipients/${recipientId}`, purpose: 'who cares together', now };
  const opened = await openFor(reader, sealed);
  return new Map(proxies.map((one) => [one.userId, opened[nameField(one)] as string]));
}

/** The owner sees everybody and who is still asked; a proxy sees herself. */
export async function shares(recipientId: string, userId: string, now: number): Promise<SharesReply> {
  const recipient = await recipientFor(recipientId, userId, 'follow', now);
  const all = await proxiesOf(recipientId, now);
  const isOwner = recipient.ownerUserId === userId;
  const seen = isOwner ? all : all.filter((one) => one.userId === userId);
  const names = await namesOf(seen, userId, recipientId, now);
  const people = seen.map(({ userId: who, relation, rights, since, until }) => ({
    ...{ userId: who, name: names.get(who) as string },
    ...{ relation, rights, since, until },
  }));
  return { kind: 'shares', people, invitations: isOwner ? await openInvitations(recipientId, now) : [] };
}

/** The owner removes somebody, who has nothing from this moment on. */
export async function remove(recipientId: string, removed: string, userId: string, now: number): Promise<DoneReply> {
  await transact(async (transaction) => {
    await recipientFor(recipientId, userId, 'owner', now, transaction.get);
    await end(transaction, recipientId, removed);
    await noteActivity(transaction, { recipientId, userId, act: 'removed', at: now });
  });
  return DONE;
}

export async function leave(recipientId: string, userId: string, now: number): Promise<DoneReply> {
  await transact(async (transaction) => {
    await end(transaction, recipientId, userId);
    await noteActivity(transaction, { recipientId, userId, act: 'left', at: now });
  });
  return DONE;
}

async function end(transaction: Transaction, recipientId: string, userId: string): Promise<void> {
  const proxy = await transaction.get<Proxy>('recipientProxies', proxyId(recipientId, userId));
  if (!proxy) throw new Refusal('NOT_FOUND', { recipientId });
  await transaction.remove('recipientProxies', proxy._id);
}

/** Who did what, for the owner and those who manage. Of those who are gone only that it was one of the family. */
export async function activity(
  recipientId: string,
  before: number,
  userId: string,
  now: number,
): Promise<ActivityReply> {
  const recipient = await recipientFor(recipientId, userId, 'manage', now);
  const { page, next } = pageOf(await activitiesBefore(recipientId, before, PAGE + 1), PAGE, ({ at }) => at);
  const acting = new Set(page.map((one) => one.userId));
  const proxies = (await proxiesOf(recipientId, now)).filter((one) => acting.has(one.userId));
  const names = await namesOf(proxies, userId, recipientId, now);
  const who = (id: string) =>
    id === userId ? '您' : (names.get(id) ?? (id === recipient.ownerUserId ? '登记人' : '家人'));
  const entries = page.map(({ at, act, orderId, userId: by }) => ({
    at,
    who: who(by),
    act,
    text: CARE_ACTS[act],
    orderId,
  }));
  return { kind: 'activity', entries, next };
}
