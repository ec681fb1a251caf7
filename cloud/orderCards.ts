import type { OrderCard } from '#contract/orders';
import { UNDER_WAY } from '#domain/order/handOver';
import type { Order } from '#domain/order/order';
import { SHOWN_AS } from '#domain/order/status';
import { dueFen } from '#domain/payment/due';

/** An order in a list, of its patient or of its nurse. For others of the family `rights` and `again` are different. */
export const cardOf = (order: Order, of: 'patient' | 'nurse'): OrderCard => ({
  orderId: order._id,
  status: order.status,
  statusText: SHOWN_AS[order.status],
  serviceCode: order.serviceCode,
  serviceName: order.serviceName,
  recipientMaskedName: order.recipientMaskedName,
  district: order.district,
  startAt: order.startAt,
  endAt: order.endAt,
  nurseName: order.nurseName,
  totalFen: order.money.price.totalFen,
  dueFen: dueFen(order),
  transfer: transferOf(order, of),
  again:
    of === 'patient' ? { recipientId: order.recipientId, addressId: order.addressId, nurseId: order.nurseId } : null,
  rights: of === 'patient' ? 'owner' : null,
});

function transferOf({ transfer, status }: Order, of: 'patient' | 'nurse'): OrderCard['transfer'] {
  if (!transfer || !UNDER_WAY.includes(status) || (of === 'patient' && transfer.state !== 'consent')) return null;
  const { state, dueAt, toNurseName } = transfer;
  return { state, dueAt, toNurseName };
}
