import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';

/** Someone else's order is as unknown as one that does not exist. */
export function assertOwn(order: Order, userId: string): void {
  if (order.patientUserId !== userId) throw new Refusal('NOT_FOUND', { orderId: order._id });
}
