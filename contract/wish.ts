import * as v from 'valibot';
import { Id, Instant, ServiceCode } from './fields';

/** What a patient wants: which service, for whom, where, when. */
export const Wish = v.strictObject({
  serviceCode: ServiceCode,
  recipientId: Id,
  addressId: Id,
  startAt: Instant,
  /** As soon as possible: within two hours, and several nurses are asked at once; nobody is chosen. */
  urgent: v.optional(v.boolean(), false),
  /** Only a woman, or only a man, may be asked; null: either. */
  nurseSex: v.optional(v.nullable(v.picklist(['female', 'male'])), null),
});
export type WishInput = v.InferInput<typeof Wish>;
