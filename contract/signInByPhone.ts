import * as v from 'valibot';
import { Phone } from './fields';

/**
 * A phone number of one's own, proved by a code (A2) or by WeChat. The number decides the account: where it belongs to one already,
 * the caller's way in (WeChat or this browser) joins that account.
 *
 * Refusals: `PHONE_CODE_TOO_SOON` (details.retryAt), `TOO_MANY_TRIES` (details.what), `PHONE_CODE_WRONG` (details.triesLeft),
 * `PHONE_CODE_EXPIRED` (old, used up, used, or never asked for by this caller), `ACCOUNTS_BOTH_USED`, `PHONE_OF_OTHER_WECHAT`, `PHONE_BIND_FAILED`,
 * `SMS_SERVICE_FAILED`.
 */
export const SignInByPhone = v.variant('kind', [
  v.strictObject({
    kind: v.literal('askCode'),
    phone: Phone,
    /** What the app calls this device, made up once and kept. A hint: whoever changes it meets the other limits. */
    deviceId: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{16,64}$/))),
  }),
  v.strictObject({ kind: v.literal('confirmCode'), phone: Phone, code: v.pipe(v.string(), v.regex(/^\d{6}$/)) }),
  /** `e.detail.code` of WeChat's button `getPhoneNumber`. */
  v.strictObject({ kind: v.literal('bindWeChatPhone'), code: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/)) }),
]);
export type SignInByPhoneInput = v.InferInput<typeof SignInByPhone>;

/** To `askCode`. */
export interface CodeAskedReply {
  readonly kind: 'asked';
  /** From when another code may be asked for. */
  readonly retryAt: number;
  readonly expiresAt: number;
}
/** To `confirmCode` and `bindWeChatPhone`. */
export interface PhoneLinkedReply {
  readonly kind: 'linked';
  readonly userId: string;
  /** `138****8000` */
  readonly maskedPhone: string;
  /** True: this is another account than before the call; everything on the screen is to be read anew with `signIn`. */
  readonly joined: boolean;
}
export type SignInByPhoneReply = CodeAskedReply | PhoneLinkedReply;
