/** What the patient wants taken off, with the question for a price and with the order. */
import * as v from 'valibot';
import { Id } from './fields';

export const DISCOUNT_WISH = {
  /** null: none. `best`, of quoteOrder alone: the one that saves most; the reply names it. Absent: nobody asks about coupons. */
  couponId: v.optional(v.nullable(Id)),
  /** As many as there are and the price takes. */
  usePoints: v.optional(v.boolean(), false),
  /** A visit of a package pays, alone: no coupon and no points beside it. null: none. `best`: the one that runs out first. */
  packageId: v.optional(v.nullable(Id)),
};

export interface DiscountWish {
  readonly couponId?: string | null;
  readonly usePoints?: boolean;
  readonly packageId?: string | null;
}

export interface DiscountChoices {
  /** All that may be used today, the best first; `offFen` 0: not for this visit. */
  readonly coupons: readonly {
    readonly couponId: string;
    readonly title: string;
    readonly offFen: number;
    readonly leastFen: number;
    readonly validUntil: number;
  }[];
  readonly couponId: string | null;
  /** Packages that can pay this visit, the first to run out first; where one does, coupons and points are not offered. */
  readonly packages: readonly {
    readonly packageId: string;
    readonly name: string;
    /** Before this visit. */
    readonly left: number;
    readonly offFen: number;
    readonly validUntil: number;
  }[];
  readonly packageId: string | null;
  /** `usable`: so many this price takes; `used`: so many are in it. */
  readonly points: { readonly balance: number; readonly usable: number; readonly used: number };
}
