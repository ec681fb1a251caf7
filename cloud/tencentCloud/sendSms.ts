/** Text messages by template (`SendSms`), and what became of them (`PullSmsSendStatusByPhoneNumber`). */
import { needs, required } from '../environment';
import { ask, TencentFailure } from './ask';

needs('SMS_SDK_APP_ID', 'SMS_SIGN_NAME');

interface SendAnswer {
  readonly SendStatusSet?: readonly { readonly Code?: string; readonly SerialNo?: string }[];
}

export interface Sms {
  readonly phone: string;
  readonly templateId: string;
  readonly words: readonly string[];
  /** Comes back with the receipt, where Tencent Cloud has switched that on for the application. At most 512 bytes. */
  readonly context?: string;
}

export interface SmsAnswer {
  /** `Ok`, the code why it was not sent, or `''`: no answer came. */
  readonly code: string;
  readonly serialNo: string;
}

/** Made once: there is no key against sending twice. What came of it is answered for each number. */
export async function sendSms({ phone, templateId, words, context }: Sms): Promise<SmsAnswer> {
  try {
    const { SendStatusSet } = await ask<SendAnswer>('sms', 'SendSms', {
      PhoneNumberSet: [international(phone)],
      SmsSdkAppId: required('SMS_SDK_APP_ID'),
      SignName: required('SMS_SIGN_NAME'),
      TemplateId: templateId,
      TemplateParamSet: words,
      ...(context && { SessionContext: context }),
    });
    const [status] = SendStatusSet ?? [];
    return { code: status?.Code ?? '', serialNo: status?.SerialNo ?? '' };
  } catch (error) {
    if (error instanceof TencentFailure) return { code: error.code, serialNo: '' };
    throw error;
  }
}

export interface Receipt {
  readonly serialNo: string;
  readonly context: string;
  readonly arrived: boolean;
  readonly description: string;
}

interface PullAnswer {
  readonly PullSmsSendStatusSet?: readonly {
    readonly SerialNo?: string;
    readonly SessionContext?: string;
    readonly ReportStatus?: string;
    readonly Description?: string;
  }[];
}

const MOST_RECEIPTS = 100;

/** What the network said about messages to this number since then; reading takes nothing away. */
export async function receiptsOf(phone: string, since: number): Promise<readonly Receipt[]> {
  const { PullSmsSendStatusSet = [] } = await ask<PullAnswer>('sms', 'PullSmsSendStatusByPhoneNumber', {
    BeginTime: Math.floor(since / 1000),
    Offset: 0,
    Limit: MOST_RECEIPTS,
    PhoneNumber: international(phone),
    SmsSdkAppId: required('SMS_SDK_APP_ID'),
  });
  return PullSmsSendStatusSet.map(({ SerialNo, SessionContext, ReportStatus, Description }) => ({
    serialNo: SerialNo ?? '',
    context: SessionContext ?? '',
    arrived: ReportStatus === 'SUCCESS',
    description: Description ?? '',
  }));
}

const international = (phone: string): string => `+86${phone}`;
