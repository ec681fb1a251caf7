/** Family members care together for one person: invited, accepted, followed, removed; and who did what. */
import { ShareCare, type ShareCareReply } from '#contract/shareCare';
import { record } from '#cloud/audit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { accept, invite, look } from '#cloud/people/invitations';
import { takeBack } from '#cloud/people/openInvitations';
import { activity, leave, remove, shares } from '#cloud/people/sharing';

export const main = fromMiniProgram(ShareCare, async (input, account, now): Promise<ShareCareReply> => {
  const { userId } = account;
  switch (input.kind) {
    case 'invite':
      return onRecord(invite(input, userId, now), input.recipientId, 'invite to care');
    case 'look':
      return look(input, userId, now);
    case 'accept': {
      const accepted = await accept(input, account, now);
      // Where a nurse has become family, her visits there go on to others.
      if (account.nurseId) await poke('outboxTimer');
      return onRecord(accepted, accepted.recipientId, 'accept care');
    }
    case 'list':
      return shares(input.recipientId, userId, now);
    case 'remove':
      return onRecord(remove(input.recipientId, input.userId, userId, now), input.recipientId, 'remove from care');
    case 'takeBack':
      return onRecord(takeBack(input, userId, now), input.recipientId, 'take invitation back');
    case 'leave':
      return onRecord(leave(input.recipientId, userId, now), input.recipientId, 'leave care');
    case 'activity':
      return activity(input.recipientId, input.before ?? now + 1, userId, now);
  }

  async function onRecord<R>(doing: R | Promise<R>, recipientId: string, action: string): Promise<R> {
    const done = await doing;
    await record({
      actor: userId,
      action,
      subject: `recipients/${recipientId}`,
      purpose: 'care together',
      outcome: 'ok',
      now,
    });
    return done;
  }
});
