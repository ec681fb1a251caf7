/** One's own data: to have it, and to leave (P-048); one's own messages and photographs on their way. */
import { OwnData, type OwnDataReply } from '#contract/ownData';
import { countToday } from '#cloud/dailyLimit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { caller } from '#cloud/caller';
import { ownMessages } from '#cloud/messages/ownSteps';
import { announcePhoto } from '#cloud/photos/announced';
import { askCode } from '#cloud/people/phoneCodes';
import { closeAccount, ownPhone } from '#cloud/rights/closeAccount';
import { keepExport } from '#cloud/rights/exportFiles';
import { ownExport } from '#cloud/rights/ownExport';
import { rightsStatus } from '#cloud/rights/status';

export const main = fromMiniProgram(OwnData, async (input, account, now): Promise<OwnDataReply> => {
  const { userId } = account;
  switch (input.kind) {
    case 'status':
      return rightsStatus(account, now);
    case 'export':
      await countToday('dataExport', userId, now);
      return { kind: 'export', ...(await keepExport(userId, await ownExport(account, now), now)) };
    case 'askCode': {
      const phone = await ownPhone(userId);
      if (phone === null) return { kind: 'codeSent', retryAt: null, expiresAt: null };
      const { clientIp } = caller();
      return { kind: 'codeSent', ...(await askCode(phone, { userId, clientIp, deviceId: input.deviceId }, now)) };
    }
    case 'announcePhoto':
      await announcePhoto(input.path, account, now);
      return { kind: 'announced' };
    case 'close':
      return closeAccount(account, input.code, now);
    case 'messages':
    case 'readMessages':
    case 'messageSettings':
    case 'messageConsents':
      return ownMessages(input, account, now);
  }
});
