/** One's own inbox: a page of it, and what was read. */
import type { InboxPage } from '#contract/ownMessages';
import type { Account } from '../accounts';
import { _, db } from '../database';
import { plain } from '../plain';
import type { InboxDocument } from './inbox';

const PAGE = 20;

/** One side of an account. */
export const personIdOf = ({ userId, nurseId }: Account, as: 'patient' | 'nurse'): string =>
  as === 'nurse' ? (nurseId ?? '') : userId;

/** Newest first. */
export async function inboxOf(personId: string, before: number | undefined): Promise<InboxPage> {
  if (!personId) return { messages: [], unread: 0, next: null };
  const own = before === undefined ? { personId } : { personId, createdAt: _.lt(before) };
  const [{ data }, { total }] = await Promise.all([
    db.collection('inbox').where(own).orderBy('createdAt', 'desc').limit(PAGE).get(),
    db.collection('inbox').where({ personId, state: 'unread' }).count(),
  ]);
  const rows = plain(data as InboxDocument[]);
  const messages = rows.map(({ _id, template, title, text, about, page, createdAt, state }) => ({
    ...{ messageId: _id, template, title, text, about, page, createdAt },
    isRead: state === 'read',
  }));
  return { messages, unread: total ?? 0, next: rows.length < PAGE ? null : (rows.at(-1)?.createdAt ?? null) };
}

/** One of them, or all that are there. */
export async function markRead(personId: string, messageId: string | undefined, now: number): Promise<void> {
  if (!personId) return;
  const which = { personId, state: 'unread', ...(messageId === undefined ? {} : { _id: messageId }) };
  await db.collection('inbox').where(which).update({ state: 'read', readAt: now });
}
