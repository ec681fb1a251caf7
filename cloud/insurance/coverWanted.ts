/** When an order needs its cover; apart from covers.ts, so that deciding it does not need the insurer's settings. */
import { isCovered } from '#domain/order/insure';
import type { Order } from '#domain/order/order';
import type { Effect } from '../outbox';

/** To be carried out as soon as an order has a nurse and is paid. */
export const coverWanted = (order: Order): Effect[] =>
  order.status === 'pendingService' && !isCovered(order) ? [{ kind: 'cover', payload: { orderId: order._id } }] : [];
