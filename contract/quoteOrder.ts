import type { Price } from '#domain/payment/price';
import type { EligibilityView } from './eligibility';
import { Wish } from './wish';

/** The price in parts. An order costs what was quoted, or is refused with QUOTE_CHANGED or QUOTE_EXPIRED and a new quote. */
export const QuoteOrder = Wish;
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
}
