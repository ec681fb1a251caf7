/** An order belongs to two people. For everybody else it does not exist. */
import type { Order } from '#domain/order/order';
import { Refusal } from '#domain/refusal';
import type { Account } from './accounts';

export function sideOf(order: Order, { userId, nurseId }: Account): 'patient' | 'nurse' {
  if (order.patientUserId === userId) return 'patient';
  if (nurseId !== null && order.nurseId === nurseId) return 'nurse';
  throw new Refusal('NOT_FOUND', { orderId: order._id });
}
