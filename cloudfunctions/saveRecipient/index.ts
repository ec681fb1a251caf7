/** Somebody to be cared for, new or changed, step by step or all at once. Whose name was verified keeps it. */
import {
  type SaveRecipientInput,
  type SaveRecipientStepInput,
  SaveRecipientRequest,
  type SaveRecipientReply,
} from '#contract/saveRecipient';
import type { Account } from '#cloud/accounts';
import { record } from '#cloud/audit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { saveAll, saveBasic, saveContacts, saveDialect } from '#cloud/people/savedRecipient';

export const main = fromMiniProgram(SaveRecipientRequest, async (input, account, now): Promise<SaveRecipientReply> => {
  const recipientId = await saved(input, account, now);
  const subject = `recipients/${recipientId}`;
  await record({ actor: account.userId, action: 'save recipient', subject, purpose: 'own people', outcome: 'ok', now });
  return { recipientId };
});

function saved(input: SaveRecipientInput | SaveRecipientStepInput, account: Account, now: number): Promise<string> {
  if (!('step' in input)) return saveAll(input, account, now);
  switch (input.step) {
    case 'basic':
      return saveBasic(input, account, now);
    case 'contacts':
      return saveContacts(input, account, now);
    case 'dialect':
      return saveDialect(input, account, now);
  }
}
