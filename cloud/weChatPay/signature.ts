/** What WeChat Pay APIv3 signs and how (SHA256 with RSA, PKCS#1 v1.5, base64). Pure: keys, time and nonce are arguments. */
import { sign, verify } from 'node:crypto';

export const AUTHORIZATION_SCHEME = 'WECHATPAY2-SHA256-RSA2048';
/** Beyond this difference of clocks a signed text may be an old one played back. */
export const TOLERANCE_SECONDS = 300;

/** `target` is the path with its query; the body must be the very text that is sent. */
export const requestMessage = (
  method: string,
  target: string,
  timestamp: string,
  nonce: string,
  body: string,
): string => `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`;

/** Answers and notifications alike. */
export const answerMessage = (timestamp: string, nonce: string, body: string): string =>
  `${timestamp}\n${nonce}\n${body}\n`;

/** What `wx.requestPayment` proves: that the merchant of the prepayment asks for it. */
export const paymentMessage = (appid: string, timestamp: string, nonce: string, packageText: string): string =>
  `${appid}\n${timestamp}\n${nonce}\n${packageText}\n`;

export const signed = (message: string, privateKeyPem: string): string =>
  sign('sha256', Buffer.from(message), privateKeyPem).toString('base64');

export interface SignatureHeaders {
  readonly timestamp: string;
  readonly nonce: string;
  readonly serial: string;
  readonly signature: string;
}

/** `get` by lower-case name; what is not there is `''` and then proves nothing. */
export const signatureHeaders = (get: (name: string) => string | null | undefined): SignatureHeaders => ({
  timestamp: get('wechatpay-timestamp') ?? '',
  nonce: get('wechatpay-nonce') ?? '',
  serial: get('wechatpay-serial') ?? '',
  signature: get('wechatpay-signature') ?? '',
});

/** Keys of WeChat Pay by the name that `Wechatpay-Serial` carries. */
export type TrustedKeys = Readonly<Record<string, string>>;

/** Null: really from WeChat Pay, just now. Otherwise the reason why not, for the log. */
export function whyForged(headers: SignatureHeaders, body: string, keys: TrustedKeys, now: number): string | null {
  const key = Object.hasOwn(keys, headers.serial) ? keys[headers.serial] : undefined;
  if (!key) return 'unknown serial';
  if (!/^\d{1,12}$/.test(headers.timestamp)) return 'no timestamp';
  if (Math.abs(now / 1000 - Number(headers.timestamp)) > TOLERANCE_SECONDS) return 'stale';
  const message = Buffer.from(answerMessage(headers.timestamp, headers.nonce, body));
  return verify('sha256', message, key, Buffer.from(headers.signature, 'base64')) ? null : 'bad signature';
}
