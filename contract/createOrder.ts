import * as v from 'valibot';
import { DISCOUNT_WISH } from './discounts';
import { Id, Note, RequestId } from './fields';
import { Wish } from './wish';

/**
 * A patient books a visit. `informedConsent`: signs the text for this visit (giveConsent, `visit.version`) with the booking; it
 * may also be signed later, until the nurse checks in. Refused with the first of quoteOrder's `eligibility.reasons`.
 * `expectedTotalFen` is what the screen showed: another price is refused, not charged. `quote`: the token of quoteOrder, good
 * for some minutes; refused with QUOTE_CHANGED or QUOTE_EXPIRED, `details` holding the new price and its token.
 */
export const CreateOrder = v.strictObject({
  ...Wish.entries,
  requestId: RequestId,
  nurseId: v.optional(v.nullable(Id), null),
  note: v.optional(Note, ''),
  ...DISCOUNT_WISH,
  informedConsent: v.optional(
    v.nullable(v.strictObject({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
    null,
  ),
  expectedTotalFen: v.pipe(v.number(), v.integer(), v.minValue(0)),
  quote: v.pipe(v.string(), v.regex(/^\d{13}\.[0-9a-f]{64}$/)),
});
export type CreateOrderInput = v.InferInput<typeof CreateOrder>;
export interface CreateOrderReply {
  readonly orderId: string;
}
