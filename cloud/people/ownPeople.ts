/** The people somebody cares for: one's own, and those that others share. */
import type { RecipientView } from '#contract/people';
import type { CareRight } from '#domain/person/careRights';
import { _, db, rows } from '../database';
import type { Reader } from '../personalData';
import { openRecipients, recipientsOf, type Recipient } from '../recipients';
import { sharesOf } from './careRights';
import { recipientView } from './recipientViews';

const MOST_SHARED = 101;

/** Own people first; opened under one entry of the audit log. */
export async function peopleOf(userId: string, reader: Reader, now: number): Promise<readonly RecipientView[]> {
  const [own, shares] = await Promise.all([recipientsOf(userId), sharesOf(userId, now)]);
  const rights = new Map<string, CareRight>(shares.map((share) => [share.recipientId, share.rights]));
  const shared = rights.size === 0 ? [] : await recipientsNamed([...rights.keys()]);
  const opened = await openRecipients(reader, [...own, ...shared]);
  return opened.map((one) => recipientView(one, rights.get(one._id) ?? 'owner', now));
}

const recipientsNamed = (ids: readonly string[]): Promise<readonly Recipient[]> =>
  rows(
    db
      .collection('recipients')
      .where({ _id: _.in([...ids]) })
      .orderBy('createdAt', 'asc'),
    MOST_SHARED,
    'shared recipients',
  );
