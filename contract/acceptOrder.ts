import { OrderId } from './fields';

/** A nurse takes the offer. The first valid acceptance wins; slots are taken in the same transaction. */
export const AcceptOrder = OrderId;
export type AcceptOrderReply = Record<string, never>;
