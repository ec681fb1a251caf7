/** A phone number of one's own, proved by a code or by WeChat: one account behind all ways in. */
import { SignInByPhone, type PhoneLinkedReply, type SignInByPhoneReply } from '#contract/signInByPhone';
import type { Account } from '#cloud/accounts';
import { record } from '#cloud/audit';
import { caller } from '#cloud/caller';
import { countToday } from '#cloud/dailyLimit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { askCode, useCode } from '#cloud/people/phoneCodes';
import { linkPhone } from '#cloud/people/phones';
import { weChatPhone } from '#cloud/people/weChatPhone';

export const main = fromMiniProgram(SignInByPhone, async (input, account, now): Promise<SignInByPhoneReply> => {
  const { userId } = account;
  switch (input.kind) {
    case 'askCode': {
      const asker = { userId, clientIp: caller().clientIp, deviceId: input.deviceId };
      return { kind: 'asked', ...(await askCode(input.phone, asker, now)) };
    }
    case 'confirmCode':
      await useCode(input.phone, input.code, userId, now);
      return link(input.phone, account, 'code', now);
    case 'bindWeChatPhone':
      await countToday('weChatPhone', userId, now);
      return link(await weChatPhone(input.code), account, 'WeChat', now);
  }
});

async function link(phone: string, before: Account, by: string, now: number): Promise<PhoneLinkedReply> {
  const { account, joined } = await linkPhone(phone, before, caller());
  const { userId, maskedPhone } = account;
  const entry = { actor: before.userId, subject: `users/${userId}`, purpose: `phone proved by ${by}`, now };
  await record({ ...entry, action: joined ? 'join account' : 'link phone', outcome: 'ok' });
  return { kind: 'linked', userId, maskedPhone, joined };
}
