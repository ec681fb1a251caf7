import * as v from 'valibot';
import { Id } from './fields';

/** The patient or the nurse calls it off. The published tiers decide what comes back. `preview` changes nothing. */
export const CancelOrder = v.strictObject({
  orderId: Id,
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  preview: v.optional(v.boolean(), false),
});
export type CancelOrderInput = v.InferInput<typeof CancelOrder>;
export interface CancelOrderReply {
  readonly tier: 'R0' | 'R1' | 'R2' | 'R3' | 'R4';
  readonly feeFen: number;
  readonly refundFen: number;
}
