import * as v from 'valibot';
import { Id } from './fields';

const stars = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));

/** Three dimensions (专业能力、服务态度、环境适配), once per order. */
export const ReviewOrder = v.strictObject({
  orderId: Id,
  professional: stars,
  attitude: stars,
  environment: stars,
  /** The home itself was the reason for the third mark: then it does not count for the nurse. */
  environmentReason: v.optional(v.picklist(['家中条件'])),
  text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), ''),
});
export type ReviewOrderInput = v.InferInput<typeof ReviewOrder>;
export type ReviewOrderReply = Record<string, never>;
