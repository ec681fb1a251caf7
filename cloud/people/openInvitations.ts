/** Invitations that nobody has taken yet: the owner sees them, and takes back what went to the wrong person. */
import type { DoneReply, ShareCareInput, SharesReply } from '#contract/shareCare';
import { Refusal } from '#domain/refusal';
import { _, db, rows } from '../database';
import { transact } from '../transact';
import { noteActivity } from './activities';
import { recipientFor } from './careRights';
import type { InvitationRow } from './invitations';

/** An owner writes a few; they are gone after three days. */
const MOST_OPEN = 500;

export async function openInvitations(recipientId: string, now: number): Promise<SharesReply['invitations']> {
  const query = db
    .collection('careInvitations')
    .where({ recipientId, usedBy: null, expiresAt: _.gt(now) })
    .orderBy('expiresAt', 'desc');
  const open = await rows<InvitationRow>(query, MOST_OPEN, 'open invitations');
  return open.map(({ _id: invitationId, rights, forDays, createdAt, expiresAt }) => ({
    ...{ invitationId, rights, forDays, createdAt, expiresAt },
  }));
}

/** Of taking it and taking it back at once one wins: both write the invitation. */
export async function takeBack(
  { recipientId, invitationId }: Extract<ShareCareInput, { kind: 'takeBack' }>,
  userId: string,
  now: number,
): Promise<DoneReply> {
  await transact(async (transaction) => {
    await recipientFor(recipientId, userId, 'owner', now, transaction.get);
    const row = await transaction.get<InvitationRow>('careInvitations', invitationId);
    if (row?.recipientId !== recipientId) throw new Refusal('NOT_FOUND', { recipientId });
    if (row.usedBy !== null) throw new Refusal('ILLEGAL_STEP', { invitation: 'taken' });
    await transaction.remove('careInvitations', invitationId);
    await noteActivity(transaction, { recipientId, userId, act: 'takenBack', at: now });
  });
  return { kind: 'done' };
}
