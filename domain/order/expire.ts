import type { OperationParameters } from '../operations/parameters';
import { cancel } from './cancel';
import type { Decision, Order } from './order';

/** An accepted order that nobody paid is let go and frees its slot; null while there is time. */
export function expireUnpaid(order: Order, now: number, p: OperationParameters): Decision | null {
  if (order.status !== 'pendingPayment' || order.payBy === null || now < order.payBy) return null;
  return cancel(order, 'system', '超时未支付', now, p);
}
