import type { OrderView } from '#contract/orders';
import { SHOWN_AS } from '#domain/order/status';

/** What the order will be once the server has heard that the visit was done (domain/order/confirm.ts decides). */
export function confirmed(order: OrderView): OrderView {
  const status = order.dueFen > 0 ? 'pendingBalance' : 'completed';
  return { ...order, status, statusText: SHOWN_AS[status] };
}
