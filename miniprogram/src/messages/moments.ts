/** When we ask to be allowed to send messages, and what they will tell. WeChat lets at most three be asked for at once. */
import type { MessageTemplate } from '#contract/messageTemplates';

export interface Moment {
  readonly to: 'patient' | 'nurse';
  readonly templates: readonly MessageTemplate[];
  /** One line before WeChat's own question. */
  readonly promise: string;
}

export const MOMENTS = {
  searching: {
    to: 'patient',
    templates: ['orderAccepted', 'searchDelayed', 'orderCancelled'],
    promise: '护士接单了、还要再等等、或者订单取消时，我们会在微信里告诉您',
  },
  paid: {
    to: 'patient',
    templates: ['nurseDeparted', 'visitFinished', 'orderCancelled'],
    promise: '护士出发、服务做完、或者有变动时，我们会在微信里告诉您',
  },
  onDuty: {
    to: 'nurse',
    templates: ['newOffer'],
    promise: '有新的邀约时，我们会在微信里告诉您（点一次，提醒一次）',
  },
  accepted: {
    to: 'nurse',
    templates: ['orderPaid', 'orderCancelled'],
    promise: '患者付了款、或者取消时，我们会在微信里告诉您',
  },
} as const satisfies Record<string, Moment>;

export type MomentName = keyof typeof MOMENTS;
