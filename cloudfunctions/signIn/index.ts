/** Who am I here, whom do I care for, and where? Makes the account at the first call. */
import type { SignInReply } from '#contract/signIn';
import { SignIn } from '#contract/signIn';
import { addressesOf, addressViews } from '#cloud/addresses';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { openRecipients, recipientsOf, recipientView } from '#cloud/recipients';

export const main = fromMiniProgram(SignIn, async (_input, account, now): Promise<SignInReply> => {
  const { userId } = account;
  const [recipients, addresses] = await Promise.all([recipientsOf(userId), addressesOf(userId)]);
  const reader = { actor: userId, subject: `users/${userId}`, purpose: 'own people and addresses', now };
  const [opened, places] = await Promise.all([openRecipients(reader, recipients), addressViews(reader, addresses)]);
  return { ...account, recipients: opened.map((one) => recipientView(one, now)), addresses: places };
});
