/** What the law gives everybody about their own data: to have it, and to leave (PIPL 44–47, P-048). */
import * as v from 'valibot';
import { OWN_MESSAGE_STEPS, type OwnMessageReply } from './ownMessages';

/** To be typed word for word by whoever closes the account. */
export const CLOSING_PHRASE = '我确认注销账号';

/** `cards/<own account>/<name>.jpg`, `applications/<own account>/…`, `assessments/<recipient>/…` */
const PhotoPath = v.pipe(
  v.string(),
  v.regex(/^(cards|applications|assessments)\/[0-9A-Za-z_-]{1,64}\/[0-9A-Za-z_-]{1,64}\.jpg$/),
);

/**
 * Rights over one's own data. Both are carried out at once, so there is no request that waits for an answer (the 15 working days
 * of PIPL are not needed). `TOO_MANY_TRIES` (details.what, details.most): more than three exports a day.
 * `close` is refused with `ACCOUNT_NOT_CLOSABLE` (details.blockers as in `status`) while something is open or owed; accounts with a
 * phone also need the code sent to it (`askCode` first; `PHONE_CODE_WRONG`, `PHONE_CODE_EXPIRED`, `PHONE_CODE_TOO_SOON`).
 */
export const OwnData = v.variant('kind', [
  /** What one may do, what stands in the way, which export is lying ready. */
  v.strictObject({ kind: v.literal('status') }),
  /** Writes two files, one to read and one for machines, and answers links to them. */
  v.strictObject({ kind: v.literal('export') }),
  /** Sends a code to the account's own number. Nothing to do where there is none. */
  v.strictObject({ kind: v.literal('askCode'), deviceId: v.optional(v.pipe(v.string(), v.maxLength(64))) }),
  v.strictObject({
    kind: v.literal('close'),
    phrase: v.literal(CLOSING_PHRASE),
    code: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  }),
  /** Before a photograph is uploaded to this path: only who announced it hands it in; what nobody hands in is deleted. */
  v.strictObject({ kind: v.literal('announcePhoto'), path: PhotoPath }),
  ...OWN_MESSAGE_STEPS,
]);
export type OwnDataInput = v.InferInput<typeof OwnData>;

/** `order`: a visit that is not over; `owed`: money to pay; `refund`: money on its way back, or asked back; `application`: to be withdrawn first; `income`: not paid out. */
export interface Blocker {
  readonly kind: 'order' | 'owed' | 'refund' | 'visit' | 'application' | 'income' | 'package';
  readonly orderId: string | null;
  /** What is to be done, in Chinese. */
  readonly text: string;
}

/** What stays after closing because the law says so. */
export interface Kept {
  /** `订单与支付记录` … */
  readonly what: string;
  readonly why: string;
  readonly until: number;
}

export interface ExportFiles {
  /** Links end after ten minutes; `status` gives new ones. */
  readonly htmlUrl: string;
  readonly jsonUrl: string;
  readonly linksEndAt: number;
  /** The files are gone from then on. */
  readonly deletedAt: number;
}

export interface OwnDataStatusReply {
  readonly kind: 'status';
  /** The last export, while it is there. */
  readonly files: ExportFiles | null;
  /** The code for closing goes to this number; `''`: none linked, the phrase alone is asked. */
  readonly maskedPhone: string;
  /** Empty: the account may be closed. */
  readonly blockers: readonly Blocker[];
  /** What would stay, were it closed now. */
  readonly kept: readonly Kept[];
}
export interface OwnDataExportReply extends ExportFiles {
  readonly kind: 'export';
}
export interface OwnDataCodeReply {
  readonly kind: 'codeSent';
  /** Null: there is no phone, no code is needed. */
  readonly retryAt: number | null;
  readonly expiresAt: number | null;
}
export interface OwnDataPhotoReply {
  readonly kind: 'announced';
}
export interface OwnDataClosedReply {
  readonly kind: 'closed';
  readonly closedAt: number;
  /** From now on nobody comes in; everything that need not be kept is erased by then. */
  readonly erasedBy: number;
  readonly kept: readonly Kept[];
}
export type OwnDataReply =
  OwnDataStatusReply | OwnDataExportReply | OwnDataCodeReply | OwnDataClosedReply | OwnDataPhotoReply | OwnMessageReply;
