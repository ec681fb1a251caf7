/** sms `PullSmsSendStatusByPhoneNumber`: what the network said about messages to one number. Reading takes nothing away. */
import { type Table } from '../journal';
import { CloudError } from './cloudError';
import { parameters } from './parameters';
import { type SentSms } from './sendSms';

const MOST = 100;
const OLDEST_MS = 7 * 86_400_000;
/** The network takes a moment. */
const REPORTED_AFTER_MS = 2_000;

interface Pull {
  BeginTime: number;
  Offset: number;
  Limit: number;
  PhoneNumber: string;
  SmsSdkAppId: string;
  EndTime?: number;
}

export function pullReceipts(body: Buffer, messages: Table<SentSms>, nowMs: number) {
  const asked = parameters<Pull>(body, {
    BeginTime: 'number!',
    Offset: 'number!',
    Limit: 'number!',
    PhoneNumber: 'string!',
    SmsSdkAppId: 'string!',
    EndTime: 'number',
  });
  if (asked.Limit < 1 || asked.Limit > MOST || asked.Offset !== 0) {
    throw new CloudError('InvalidParameterValue.LimitInvalid', `Limit from 1 to ${MOST}, Offset 0.`);
  }
  if (asked.BeginTime * 1000 < nowMs - OLDEST_MS) {
    throw new CloudError('InvalidParameterValue.BeginTimeVerifyFail', 'At most seven days back.');
  }
  const reported = messages
    .rows()
    .filter(
      ({ code, receipt, phoneNumber }) => code === 'Ok' && receipt !== 'none' && phoneNumber === asked.PhoneNumber,
    )
    .filter(({ sdkAppId }) => sdkAppId === asked.SmsSdkAppId)
    .filter(({ atMs }) => atMs + REPORTED_AFTER_MS <= nowMs && isWithin(Math.floor(atMs / 1000), asked));
  return { PullSmsSendStatusSet: reported.slice(0, asked.Limit).map(statusOf) };
}

const isWithin = (second: number, { BeginTime, EndTime = Infinity }: Pull): boolean =>
  second >= BeginTime && second <= EndTime;

function statusOf({ serialNo, phoneNumber, atMs, sessionContext, receipt }: SentSms) {
  const arrived = receipt !== 'FAIL';
  return {
    UserReceiveTime: Math.floor((atMs + REPORTED_AFTER_MS) / 1000),
    CountryCode: '86',
    SubscriberNumber: phoneNumber.replace(/^\+86/, ''),
    PhoneNumber: phoneNumber,
    SerialNo: serialNo,
    ReportStatus: arrived ? 'SUCCESS' : 'FAIL',
    Description: arrived ? 'DELIVRD' : 'UNDELIV',
    SessionContext: sessionContext,
  };
}
