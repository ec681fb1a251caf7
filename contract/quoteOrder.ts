import type { Price } from '#domain/payment/price';
import { type DiscountChoices, DISCOUNT_WISH } from './discounts';
import type { EligibilityView } from './eligibility';
import * as v from 'valibot';
import { Id } from './fields';
import { Wish } from './wish';

/**
 * The price in parts. An order costs what was quoted, or is refused with QUOTE_CHANGED or QUOTE_EXPIRED and a new quote. `nurseId`: whom the
 * family chose; her institution's prices hold, and of life care a premium for her stars is shown.
 */
export const QuoteOrder = v.strictObject({
  ...Wish.entries,
  nurseId: v.optional(v.nullable(Id), null),
  ...DISCOUNT_WISH,
});
/** What createOrder wants to see: the price as it was shown, good for some minutes. */
export interface Quote {
  readonly token: string;
  readonly goodUntil: number;
}
export interface QuoteOrderReply {
  readonly price: Price;
  readonly quote: Quote;
  readonly routeMeters: number;
  /** Whether this may be booked; what is missing, all at once, for the screen to lead there. */
  readonly eligibility: EligibilityView;
  /** What may be taken off and what is; null: nobody asked about coupons. */
  readonly discounts: DiscountChoices | null;
}
