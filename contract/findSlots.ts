import * as v from 'valibot';
import { Id, ServiceCode } from './fields';
import { Wish } from './wish';

/** Which half hours of one day somebody could come. */
export const FindSlots = v.strictObject({
  serviceCode: ServiceCode,
  recipientId: Id,
  addressId: Id,
  /** Beijing calendar day, `2026-11-23`. */
  day: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  /** Only a woman, or only a man, is counted; null: either. */
  nurseSex: Wish.entries.nurseSex,
});
export type FindSlotsInput = v.InferInput<typeof FindSlots>;
export interface FindSlotsReply {
  readonly slots: readonly {
    readonly startAt: number;
    readonly nurseCount: number;
    /** The person cared for has another visit then: nobody is counted. */
    readonly recipientBusy: boolean;
  }[];
  /** Of today: the soonest a nurse could be at the door (B5), within two hours; null: nobody can, or another day was asked for. */
  readonly soonest: { readonly startAt: number; readonly nurseCount: number } | null;
}
