/** Who am I here, whom do I care for, and where? Makes the account at the first call. */
import type { SignInReply } from '#contract/signIn';
import { SignIn } from '#contract/signIn';
import { addressesOf, addressViews } from '#cloud/addresses';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { peopleOf } from '#cloud/people/ownPeople';

export const main = fromMiniProgram(SignIn, async (_input, account, now): Promise<SignInReply> => {
  const { phoneHash, ...shown } = account;
  const { userId } = account;
  const reader = { actor: userId, subject: `users/${userId}`, purpose: 'own people and addresses', now };
  const [recipients, addresses] = await Promise.all([
    peopleOf(userId, reader, now),
    addressesOf(userId).then((own) => addressViews(reader, own)),
  ]);
  return { ...shown, hasPhone: phoneHash !== '', recipients, addresses };
});
