/** What the patient wants taken off, with the question for a price and with the order. */
import * as v from 'valibot';
import { Id } from './fields';

export const DISCOUNT_WISH = {
  /** null: none. `best`, of quoteOrder alone: the one that saves most; the reply names it. Absent: nobody asks about coupons. */
  couponId: v.optional(v.nullable(Id)),
  /** As many as there are and the price takes. */
  usePoints: v.optional(v.boolean(), false),
};

export interface DiscountWish {
  readonly couponId?: string | null;
  readonly usePoints?: boolean;
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
  /** `usable`: so many this price takes; `used`: so many are in it. */
  readonly points: { readonly balance: number; readonly usable: number; readonly used: number };
}
