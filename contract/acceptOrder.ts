import * as v from 'valibot';
import { Id, OrderId } from './fields';

/** More are never looked at in one call; how many operators allow is a setting below this. */
const MOST_IN_A_CALL = 8;

/**
 * A nurse takes an offer: the first valid acceptance wins, slots are taken in the same transaction. Or several: `check` only tells
 * which can be done, `acceptAll` takes all or none of them, `acceptFeasible` those that can be done.
 */
export const AcceptOrder = v.union([
  OrderId,
  v.strictObject({
    step: v.picklist(['check', 'acceptAll', 'acceptFeasible']),
    orderIds: v.pipe(v.array(Id), v.minLength(1), v.maxLength(MOST_IN_A_CALL)),
  }),
]);
export type BatchInput = Extract<v.InferOutput<typeof AcceptOrder>, { step: string }>;

/** Why a visit cannot be hers; screens word it. */
export type WhyNotThis = 'time' | 'rest' | 'hours' | 'area' | 'taken' | 'closed' | 'other';

/** One visit of her days as they would be: hers already, possible, or not. */
export interface BatchLine {
  readonly orderId: string;
  readonly state: 'mine' | 'fits' | 'against';
  readonly startAt: number;
  readonly endAt: number;
  readonly serviceName: string;
  readonly district: string;
  readonly incomeFen: number;
  /** Null where nothing stands against it. */
  readonly why: WhyNotThis | null;
  /** When the visit of this tap begins that stands in the way; null: none of them alone. */
  readonly besidesAt: number | null;
  /** The way from the visit before on the same day; null: it is the first of the day, or it will not be. */
  readonly wayMinutes: number | null;
}

export interface Batch {
  readonly timeline: readonly BatchLine[];
  readonly takenIds: readonly string[];
  /** Somebody was faster, or something changed since the look at her days. */
  readonly missed: readonly { readonly orderId: string; readonly why: WhyNotThis }[];
}

/** `batch`: only where several were asked about. */
export interface AcceptOrderReply {
  readonly batch?: Batch;
}
