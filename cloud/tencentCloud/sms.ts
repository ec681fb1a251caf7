/** Sends one-time codes (`SendSms`). */
import { Refusal } from '#domain/refusal';
import { needs, required } from '../environment';
import { ask, TencentFailure } from './ask';

needs('SMS_SDK_APP_ID', 'SMS_SIGN_NAME', 'SMS_CODE_TEMPLATE_ID');

interface Answer {
  readonly SendStatusSet?: readonly { readonly Code?: string; readonly SerialNo?: string }[];
}

/** The template says: "{1} is your code, good for {2} minutes". What came of it is answered for each number. */
export async function sendCode(phone: string, code: string, minutes: number): Promise<void> {
  const status = await sent(phone, [code, String(minutes)]);
  if (status === 'Ok') return;
  console.error('SendSms', status); // never number or code
  throw new Refusal('SMS_SERVICE_FAILED', { code: status });
}

async function sent(phone: string, words: readonly string[]): Promise<string> {
  try {
    const { SendStatusSet } = await ask<Answer>('sms', 'SendSms', {
      PhoneNumberSet: [`+86${phone}`],
      SmsSdkAppId: required('SMS_SDK_APP_ID'),
      SignName: required('SMS_SIGN_NAME'),
      TemplateId: required('SMS_CODE_TEMPLATE_ID'),
      TemplateParamSet: words,
    });
    return SendStatusSet?.[0]?.Code ?? 'no status';
  } catch (error) {
    if (error instanceof TencentFailure) return error.code || 'not reached';
    throw error;
  }
}
