/** sms `SendSms`: keeps every message, answers per number. */
import { randomBytes } from 'node:crypto';
import { type Table } from '../journal';
import { CloudError } from './cloudError';
import { parameters } from './parameters';

const MAX_NUMBERS = 200;
const SAME_CONTENT_EVERY_MS = 30_000;

export interface SentSms {
  serialNo: string;
  atMs: number;
  phoneNumber: string;
  sdkAppId: string;
  signName: string;
  templateId: string;
  params: string[];
  sessionContext: string;
  /** `Ok`, or why it was not sent. */
  code: string;
  /** What the network says later; left out: that it arrived. `none`: nothing. */
  receipt?: SmsReceipt;
}

export type SmsReceipt = 'FAIL' | 'none';

interface SendSms {
  PhoneNumberSet: string[];
  SmsSdkAppId: string;
  TemplateId: string;
  SignName?: string;
  TemplateParamSet?: string[];
  SessionContext?: string;
}

/** What tests asked for, by number. */
export interface SmsScript {
  smsCode(phoneNumber: string): string | undefined;
  smsReceipt(phoneNumber: string): SmsReceipt | undefined;
}

export function sendSms(body: Buffer, messages: Table<SentSms>, script: SmsScript, nowMs: number) {
  const asked = parameters<SendSms>(body, {
    PhoneNumberSet: 'string[]!',
    SmsSdkAppId: 'string!',
    TemplateId: 'string!',
    SignName: 'string',
    TemplateParamSet: 'string[]',
    ExtendCode: 'string',
    SessionContext: 'string',
    SenderId: 'string',
  });
  if (asked.PhoneNumberSet.length === 0 || asked.PhoneNumberSet.length > MAX_NUMBERS) {
    throw new CloudError('LimitExceeded.PhoneNumberCountLimit', `From 1 to ${MAX_NUMBERS} numbers per call.`);
  }
  const statuses = asked.PhoneNumberSet.map((phoneNumber) => {
    const message = messageFor(asked, phoneNumber, nowMs);
    const code = script.smsCode(phoneNumber) ?? problemOf(message, messages) ?? 'Ok';
    const receipt = code === 'Ok' ? script.smsReceipt(phoneNumber) : undefined;
    messages.put(message.serialNo, { ...message, code, ...(receipt && { receipt }) });
    return statusOf({ ...message, code });
  });
  return { SendStatusSet: statuses };
}

function messageFor(asked: SendSms, phoneNumber: string, nowMs: number): Omit<SentSms, 'code'> {
  return {
    serialNo: `2640:${randomBytes(12).toString('hex')}`,
    atMs: nowMs,
    phoneNumber,
    sdkAppId: asked.SmsSdkAppId,
    signName: asked.SignName ?? '',
    templateId: asked.TemplateId,
    params: asked.TemplateParamSet ?? [],
    sessionContext: asked.SessionContext ?? '',
  };
}

function problemOf(message: Omit<SentSms, 'code'>, messages: Table<SentSms>): string | undefined {
  if (!/^\+861\d{10}$/.test(message.phoneNumber)) return 'InvalidParameterValue.IncorrectPhoneNumber';
  if (message.signName === '' || /[【】[\]]/.test(message.signName)) {
    return 'FailedOperation.SignatureIncorrectOrUnapproved';
  }
  if (!/^\d+$/.test(message.templateId)) return 'FailedOperation.TemplateIncorrectOrUnapproved';
  const content = contentOf(message);
  const repeated = messages
    .rows()
    .some(
      (sent) => sent.code === 'Ok' && message.atMs - sent.atMs < SAME_CONTENT_EVERY_MS && contentOf(sent) === content,
    );
  return repeated ? 'LimitExceeded.PhoneNumberThirtySecondLimit' : undefined;
}

function contentOf({ phoneNumber, templateId, params }: Omit<SentSms, 'code'>): string {
  return JSON.stringify([phoneNumber, templateId, params]);
}

function statusOf({ serialNo, phoneNumber, sessionContext, code }: SentSms) {
  const ok = code === 'Ok';
  return {
    SerialNo: ok ? serialNo : '',
    PhoneNumber: phoneNumber,
    Fee: ok ? 1 : 0,
    SessionContext: sessionContext,
    Code: code,
    Message: ok ? 'send success' : code,
    IsoCode: phoneNumber.startsWith('+86') ? 'CN' : '',
  };
}
