/** The three steps of registration on the screen: which is which, and where the way goes on. */
import Taro from '@tarojs/taro';
import { REGISTRATION_STEPS, type RegistrationStep } from '#domain/person/registration';
import type { RecipientView } from '#contract/people';
import { session } from '@/session/session';
import { leaveSteps } from '@/steps/use-steps';

const PAGES: Record<RegistrationStep, string> = { basic: 'recipient', identity: 'identity', contacts: 'contacts' };

export const registrationProgress = (step: RegistrationStep): { step: number; steps: number } => ({
  step: REGISTRATION_STEPS.indexOf(step) + 1,
  steps: REGISTRATION_STEPS.length,
});

export const personOf = (recipientId: string): RecipientView | undefined =>
  session.me.value?.recipients.find((one) => one.recipientId === recipientId);

/**
 * What is missing next takes the place of the page that was just saved, so that "back" leaves all steps at once; with nothing
 * missing the way is over and leads back to where it began.
 */
export function onToNextStep(recipientId: string): void {
  const step = personOf(recipientId)?.missingStep;
  if (step) void Taro.redirectTo({ url: `/packages/people/${PAGES[step]}/index?recipientId=${recipientId}` });
  else leaveSteps();
}
