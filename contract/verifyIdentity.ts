import * as v from 'valibot';
import type { CardWarning } from '#domain/person/idCard';
import { FileId, Id } from './fields';

const Name = v.pipe(v.string(), v.trim(), v.maxLength(30));
const IdNumberText = v.pipe(v.string(), v.trim(), v.maxLength(18));

/** Real-name check of a care recipient: number (GB 11643), name, then the identity source. Only ciphertext and mask are kept. */
export const VerifyIdentity = v.strictObject({ recipientId: Id, name: Name, idNumber: IdNumberText });
export type VerifyIdentityInput = v.InferInput<typeof VerifyIdentity>;
export interface VerifyIdentityReply {
  readonly verified: true;
  readonly maskedIdNumber: string;
}

/**
 * The same by photographs of the card or by the face. A child below 14 only after its guardian was verified as 本人
 * (`GUARDIAN_NOT_VERIFIED`). Refusals besides those of the number: `CARD_UNREADABLE`, `CARD_REFUSED` (details.warnings),
 * `CARD_EXPIRED_READING` (photographed too long ago, or used), `FACE_CHECK_PENDING`, `FACE_CHECK_FAILED`.
 */
export const VerifyIdentityStep = v.variant('kind', [
  /**
   * Photos uploaded by the app to `cards/<user id>/<random>.jpg`; they are deleted as soon as they have been read. Answers what was
   * read; nothing is verified before `confirmCard`.
   */
  v.strictObject({ kind: v.literal('cardPhotos'), recipientId: Id, frontFileId: FileId, backFileId: FileId }),
  v.strictObject({ kind: v.literal('confirmCard'), recipientId: Id, cardId: Id }),
  v.strictObject({ kind: v.literal('faceStart'), recipientId: Id, name: Name, idNumber: IdNumberText }),
  v.strictObject({ kind: v.literal('faceResult'), recipientId: Id, faceCheckId: Id }),
]);
export type VerifyIdentityStepInput = v.InferInput<typeof VerifyIdentityStep>;

/** To `cardPhotos`: shown to be confirmed. */
export interface CardReadReply {
  readonly verified: false;
  readonly cardId: string;
  readonly name: string;
  readonly maskedIdNumber: string;
  readonly sex: 'female' | 'male';
  readonly birthDay: string;
  /** `2035-07-21`; null: for life. */
  readonly validUntil: string | null;
  /** What was odd about the photograph though it could be read; the person is shown it and may photograph again. */
  readonly warnings: readonly CardWarning[];
  /** Until when `confirmCard` works. */
  readonly expiresAt: number;
}
/** To `faceStart`: the page is opened (web-view, H5 in place), then `faceResult` is asked. */
export interface FaceStartReply {
  readonly verified: false;
  readonly faceCheckId: string;
  readonly url: string;
  readonly expiresAt: number;
}
export type VerifyIdentityStepReply = CardReadReply | FaceStartReply | VerifyIdentityReply;

/** What the function takes: one of the steps, or name and number. */
export const VerifyIdentityRequest = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'kind' in input ? VerifyIdentityStep : VerifyIdentity,
);
