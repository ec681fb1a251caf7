/** Somebody to be cared for, new or changed, step by step or all at once. Whose name was verified keeps it. */
import { SaveRecipientRequest, type SaveRecipientReply } from '#contract/saveRecipient';
import { record } from '#cloud/audit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { saveAll, saveBasic, saveContacts } from '#cloud/people/savedRecipient';

export const main = fromMiniProgram(SaveRecipientRequest, async (input, account, now): Promise<SaveRecipientReply> => {
  const recipientId = await (!('step' in input)
    ? saveAll(input, account, now)
    : input.step === 'basic'
      ? saveBasic(input, account, now)
      : saveContacts(input, account, now));
  const subject = `recipients/${recipientId}`;
  await record({ actor: account.userId, action: 'save recipient', subject, purpose: 'own people', outcome: 'ok', now });
  return { recipientId };
});
