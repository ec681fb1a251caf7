/** What people are told. Words only; cloud/messages/ brings them to the inbox and to phones. */
import type { MessageTemplate } from '#contract/messageTemplates';
import type { Order } from '#domain/order/order';
import { dateTimeText } from '#domain/schedule/beijing';
import type { Effect } from './outbox';

/** Tells the patient or the nurse about an order. Where nobody is there to be told: no message. */
export function tell(to: 'patient' | 'nurse', order: Order, template: MessageTemplate, note: string): Effect[] {
  const [openid, uid, personId] =
    to === 'patient'
      ? [order.patientOpenid, order.patientUid, order.patientUserId]
      : [order.nurseOpenid, order.nurseUid, order.nurseId ?? ''];
  if (!openid && !uid) return [];
  const { startAt } = order;
  const words = { orderId: order._id, service: order.serviceName, time: dateTimeText(startAt), note };
  return [{ kind: 'message', payload: { template, to, openid, uid, personId, startAt, words } }];
}
