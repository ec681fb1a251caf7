/** A coupon: what it is worth, where it counts, and which order has it. Paid for by the platform, never by the nurse. */
import { percentOf } from '../fen';

/** New to the platform, out of a campaign, or given by a person or a rule for something that went wrong (O-03, O-10). */
export type CouponKind = 'newUser' | 'campaign' | 'compensation';

/** `issued`: may be used. `reserved`: an order has it that nobody paid yet. */
export type CouponState = 'issued' | 'reserved' | 'used' | 'expired';

export type CouponWorth =
  | { readonly kind: 'amount'; readonly amountFen: number }
  /** So many percent less, at most `capFen`. */
  | { readonly kind: 'percent'; readonly percentOff: number; readonly capFen: number };

export interface CouponTerms {
  readonly worth: CouponWorth;
  /** The price must be at least so much; 0: any. */
  readonly leastFen: number;
  /** Empty: every service. */
  readonly serviceCodes: readonly string[];
  readonly validFrom: number;
  /** Not on this instant any more. */
  readonly validUntil: number;
}

/** A document of `coupons`. */
export interface Coupon extends CouponTerms {
  readonly _id: string;
  readonly userId: string;
  readonly kind: CouponKind;
  readonly campaignId: string | null;
  /** What its owner reads. */
  readonly title: string;
  readonly state: CouponState;
  /** The order that has it; null: none. */
  readonly orderId: string | null;
  readonly issuedAt: number;
  /** Told that it runs out; null: not yet. */
  readonly remindedAt: number | null;
}

/** Somebody always pays something: WeChat Pay takes no payment of nothing. */
export const LEAST_PAYABLE_FEN = 1;

/** What it takes off this price; 0 where it does not count. */
export function takenOffFen(
  terms: CouponTerms,
  order: { readonly totalFen: number; readonly serviceCode: string },
): number {
  const { worth, leastFen, serviceCodes } = terms;
  const { totalFen, serviceCode } = order;
  if (totalFen < leastFen || (serviceCodes.length > 0 && !serviceCodes.includes(serviceCode))) return 0;
  const wishedFen =
    worth.kind === 'amount' ? worth.amountFen : Math.min(percentOf(totalFen, worth.percentOff, 'down'), worth.capFen);
  return Math.max(0, Math.min(wishedFen, totalFen - LEAST_PAYABLE_FEN));
}

/** The most it can ever cost us: what a campaign's budget is charged with. */
export const mostFen = (worth: CouponWorth): number => (worth.kind === 'amount' ? worth.amountFen : worth.capFen);

export const isValidAt = ({ validFrom, validUntil }: CouponTerms, now: number): boolean =>
  validFrom <= now && now < validUntil;
