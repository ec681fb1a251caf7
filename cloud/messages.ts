/** What people are told through WeChat's subscription messages. Words only; subscribeMessage.ts sends them. */
import type { MessageTemplate } from '#contract/messageTemplates';
import type { Order } from '#domain/order/order';
import { dateTimeText } from '#domain/schedule/beijing';
import type { Effect } from './outbox';

/** Tells the patient or the nurse about an order. Where nobody is there to be told: no message. */
export function tell(to: 'patient' | 'nurse', order: Order, template: MessageTemplate, note: string): Effect[] {
  const [openid, uid] =
    to === 'patient' ? [order.patientOpenid, order.patientUid] : [order.nurseOpenid, order.nurseUid];
  if (!openid && !uid) return [];
  const words = { orderId: order._id, service: order.serviceName, time: dateTimeText(order.startAt), note };
  return [{ kind: 'message', payload: { template, to, openid, uid, words } }];
}
