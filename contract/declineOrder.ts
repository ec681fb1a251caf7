import * as v from 'valibot';
import { TRANSFER_REASONS, type TransferReason } from '#domain/order/transfer';
import { Id } from './fields';

const Reason = v.picklist(Object.keys(TRANSFER_REASONS) as [TransferReason, ...TransferReason[]]);

/** A nurse says no to an offer; it costs nothing, and the next nurse is asked at once. */
export const Decline = v.strictObject({
  orderId: Id,
  reason: v.picklist(['时间不合适', '距离太远', '不擅长此项', '身体不适', '其他']),
});

/**
 * A nurse's ways out: she declines an offer, or she asks that another nurse goes to a visit she has accepted (O-08). `colleagues`:
 * whom she could name. `keep`: she can go after all, as long as the visit is still hers. `ill`: she is unwell and can make none of her visits until tomorrow night.
 */
export const DeclineOrder = v.union([
  Decline,
  v.strictObject({ step: v.literal('colleagues'), orderId: Id }),
  v.strictObject({ step: v.literal('transfer'), orderId: Id, reason: Reason, toNurseId: v.nullable(Id) }),
  v.strictObject({ step: v.literal('keep'), orderId: Id }),
  v.strictObject({ step: v.literal('ill') }),
]);
export type DeclineOrderInput = v.InferOutput<typeof DeclineOrder>;

export interface DeclineOrderReply {
  /** Of her own institution, and free: the same rules as for everybody who accepts. */
  readonly colleagues?: readonly {
    readonly nurseId: string;
    readonly name: string;
    readonly title: string;
    readonly travelMinutes: number;
  }[];
  /** `dispatcher`: so near that a person at the desk takes over at once. */
  readonly transfer?: { readonly state: 'review' | 'dispatcher'; readonly dueAt: number | null };
  /** Visits that look for another nurse now, and those a dispatcher looks after. */
  readonly ill?: { readonly released: number; readonly dispatcher: number };
}
