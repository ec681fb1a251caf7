/** One's own messages (contract/ownMessages.ts). */
import type { OwnMessagesInput, OwnMessageReply } from '#contract/ownMessages';
import { Refusal } from '#domain/refusal';
import type { Account, UserDocument } from '../accounts';
import { db, read } from '../database';
import { leftOf, noteAnswers } from './consents';
import { inboxOf, markRead, personIdOf } from './ownInbox';

export async function ownMessages(input: OwnMessagesInput, account: Account, now: number): Promise<OwnMessageReply> {
  switch (input.kind) {
    case 'messages':
      return { kind: 'messages', ...(await inboxOf(personIdOf(account, input.as), input.before)) };
    case 'readMessages': {
      const personId = personIdOf(account, input.as);
      await markRead(personId, input.messageId, now);
      return { kind: 'messages', ...(await inboxOf(personId, undefined)) };
    }
    case 'messageSettings': {
      const { userId, openid, maskedPhone } = account;
      const sms = input.sms ?? !(await read<UserDocument>('users', userId))?.smsOff;
      if (input.sms !== undefined) await db.collection('users').doc(userId).update({ smsOff: !sms });
      return { kind: 'messageSettings', sms, maskedPhone, left: await leftOf(openid) };
    }
    case 'messageConsents': {
      // A browser has no such question.
      if (!account.openid) throw new Refusal('FORBIDDEN', { channel: 'browser' });
      return { kind: 'messageConsents', left: await noteAnswers(account.openid, input.answers, now) };
    }
  }
}
