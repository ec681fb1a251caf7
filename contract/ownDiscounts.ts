/** One's own coupons and points. Steps of `ownMoney`. */
import * as v from 'valibot';
import type { CouponKind, CouponState, CouponWorth } from '#domain/payment/coupons/coupon';
import { Id } from './fields';

export const OWN_DISCOUNT_STEPS = [
  /** Coupons, campaigns one may still take a coupon from, and how many points there are. */
  v.strictObject({ kind: v.literal('coupons') }),
  /** Refused with CAMPAIGN_OVER or COUPON_LIMIT; answers what `coupons` does. */
  v.strictObject({ kind: v.literal('claimCoupon'), campaignId: Id }),
  /** How points came and went, newest first; `before` is `next` of the page before. */
  v.strictObject({ kind: v.literal('points'), before: v.optional(v.pipe(v.number(), v.integer())) }),
] as const;
export type OwnDiscountsInput = v.InferOutput<(typeof OWN_DISCOUNT_STEPS)[number]>;

export interface CouponView {
  readonly couponId: string;
  readonly kind: CouponKind;
  readonly title: string;
  readonly worth: CouponWorth;
  readonly leastFen: number;
  /** Names; empty: every service. */
  readonly services: readonly string[];
  readonly validFrom: number;
  readonly validUntil: number;
  readonly state: CouponState;
  readonly orderId: string | null;
}

export interface CampaignView {
  readonly campaignId: string;
  readonly title: string;
  readonly worth: CouponWorth;
  readonly leastFen: number;
  readonly services: readonly string[];
  readonly claimUntil: number;
  /** From the day it is taken. */
  readonly validDays: number;
}

export interface PointsState {
  /** A point is worth one fen. */
  readonly balance: number;
  /** Those that go next, and when; null: none. */
  readonly nextExpiry: { readonly points: number; readonly at: number } | null;
  /** Of every hundred fen really paid so many points come back. */
  readonly earnPercent: number;
  /** Of an order's price at most so much may be paid with points. */
  readonly capPercent: number;
}

export interface PointEntryView {
  readonly entryId: string;
  /** What it was, in plain words. */
  readonly text: string;
  /** Below zero: gone. */
  readonly points: number;
  readonly at: number;
  readonly orderId: string | null;
}

export interface CouponsReply {
  readonly kind: 'coupons';
  readonly coupons: readonly CouponView[];
  readonly campaigns: readonly CampaignView[];
  readonly points: PointsState;
}
export interface PointsReply extends PointsState {
  readonly kind: 'points';
  readonly entries: readonly PointEntryView[];
  /** Put into `before` for the next page; null at the end. */
  readonly next: number | null;
}
export type OwnDiscountsReply = CouponsReply | PointsReply;
