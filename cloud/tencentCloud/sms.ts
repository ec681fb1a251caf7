/** One-time codes by text message. */
import { Refusal } from '#domain/refusal';
import { needs, required } from '../environment';
import { sendSms } from './sendSms';

needs('SMS_CODE_TEMPLATE_ID');

/** The template says: "{1} is your code, good for {2} minutes". */
export async function sendCode(phone: string, code: string, minutes: number): Promise<void> {
  const words = [code, String(minutes)];
  const { code: status } = await sendSms({ phone, templateId: required('SMS_CODE_TEMPLATE_ID'), words });
  if (status === 'Ok') return;
  console.error('SendSms', status); // never number or code
  throw new Refusal('SMS_SERVICE_FAILED', { code: status || 'not reached' });
}
