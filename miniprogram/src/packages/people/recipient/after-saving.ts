import Taro from '@tarojs/taro';
import { session } from '@/session/session';
import { leaveSteps } from '@/steps/use-steps';

/** Someone new is verified next; someone known is done. Verification takes this page's place, so "back" leaves both. */
export function afterSaving(recipientId: string): void {
  const verified = session.me.value?.recipients.find((one) => one.recipientId === recipientId)?.verified;
  if (verified) leaveSteps();
  else void Taro.redirectTo({ url: `/packages/people/identity/index?recipientId=${recipientId}` });
}
