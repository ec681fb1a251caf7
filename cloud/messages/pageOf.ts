import { MESSAGE_KINDS } from '#contract/messageTemplates';
import type { MessagePayload } from '../outbox';

/** Where a tap on the message leads: patients to the order, nurses to the visit or to what they are asked. */
export function pageOf({
  template,
  to,
  words: { orderId },
}: Pick<MessagePayload, 'template' | 'to' | 'words'>): string | undefined {
  const { opens } = MESSAGE_KINDS[template];
  if (opens !== 'order') return `pages/${opens}/index`;
  const page = to === 'nurse' ? 'packages/visit/visit/index' : 'packages/order/order/index';
  return orderId && `${page}?orderId=${encodeURIComponent(orderId)}`;
}
