import type { Price } from '#domain/payment/price';
import type { EligibilityView } from './eligibility';
import { Wish } from './wish';

/** The price in parts. An order costs what was quoted, or is refused with QUOTE_CHANGED. */
export const QuoteOrder = Wish;
export interface QuoteOrderReply {
  readonly price: Price;
  readonly routeMeters: number;
  /** Whether this may be booked; what is missing, all at once, for the screen to lead there. */
  readonly eligibility: EligibilityView;
}
