import * as v from 'valibot';
import { Id } from './fields';

/** Real-name check of a care recipient: number (GB 11643), name, then the identity source. Only ciphertext and mask are kept. */
export const VerifyIdentity = v.strictObject({
  recipientId: Id,
  name: v.pipe(v.string(), v.trim(), v.maxLength(30)),
  idNumber: v.pipe(v.string(), v.trim(), v.maxLength(18)),
});
export type VerifyIdentityInput = v.InferInput<typeof VerifyIdentity>;
export interface VerifyIdentityReply {
  readonly verified: true;
  readonly maskedIdNumber: string;
}
