import * as v from 'valibot';
import { Id } from './fields';

/** Fixed words: the other side, operators and a message read the reason, and free text would carry personal data there. */
export const CANCEL_REASONS = {
  patient: ['时间有变', '临时有事', '身体好些了', '已去医院', '选错了', '不需要了', '其他'],
  nurse: ['身体不适', '临时有急事', '发现不适合上门做', '其他'],
  operator: ['护士临时不能来', '患者来电取消', '不适合上门做', '系统故障', '其他'],
} as const;

/** The patient or the nurse calls it off. The published tiers decide what comes back. `preview` changes nothing. */
export const CancelOrder = v.strictObject({
  orderId: Id,
  reason: v.picklist([...CANCEL_REASONS.patient, ...CANCEL_REASONS.nurse]),
  preview: v.optional(v.boolean(), false),
});
export type CancelOrderInput = v.InferInput<typeof CancelOrder>;
export interface CancelOrderReply {
  readonly tier: 'R0' | 'R1' | 'R2' | 'R3' | 'R4';
  readonly feeFen: number;
  readonly refundFen: number;
}
