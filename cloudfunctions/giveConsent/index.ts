/** What one agrees to and takes back, for oneself, for a person cared for, for one visit. */
import { GiveConsent, type GiveConsentReply } from '#contract/giveConsent';
import { consentReply, give, signVisit, withdraw } from '#cloud/consents/step';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';

export const main = fromMiniProgram(GiveConsent, async (input, account, now): Promise<GiveConsentReply> => {
  if (input.step === 'give') await give(input, account, now);
  if (input.step === 'withdraw') {
    await withdraw(input, account, now);
    // A nurse's orders go on to others: the sooner, the more time is left to find somebody.
    if (account.nurseId) await poke('outboxTimer');
  }
  if (input.step === 'sign' || input.step === 'unsign') await signVisit(input, account, now);
  const recipientId = 'recipientId' in input ? (input.recipientId ?? null) : null;
  return consentReply({ recipientId, orderId: 'orderId' in input ? input.orderId : null }, account, now);
});
