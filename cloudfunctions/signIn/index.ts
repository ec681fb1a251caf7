/** Who am I here, whom do I care for, and where? Makes the account at the first call. */
import type { SignInReply } from '#contract/signIn';
import { SignIn } from '#contract/signIn';
import { fromMiniProgramBeside } from '#cloud/doors/fromMiniProgram';
import { household, openHousehold, type Household } from '#cloud/people/household';

export const main = fromMiniProgramBeside<typeof SignIn, Household, SignInReply>(
  SignIn,
  household,
  async (_input, account, beside, now) => {
    const { phoneHash, ...shown } = account;
    const { userId } = account;
    const reader = { actor: userId, subject: `users/${userId}`, purpose: 'own people and addresses', now };
    return { ...shown, hasPhone: phoneHash !== '', ...(await openHousehold(beside, reader, now)) };
  },
);
