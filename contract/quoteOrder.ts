import type { Price } from '#domain/payment/price';
import { Wish } from './wish';

/** The price in parts. The order made within `validUntil` costs exactly this. */
export const QuoteOrder = Wish;
export interface QuoteOrderReply {
  readonly price: Price;
  readonly routeMeters: number;
  readonly validUntil: number;
}
