import type { Price } from '#domain/payment/price';
import { Wish } from './wish';

/** The price in parts. An order costs what was quoted, or is refused with QUOTE_CHANGED. */
export const QuoteOrder = Wish;
export interface QuoteOrderReply {
  readonly price: Price;
  readonly routeMeters: number;
}
