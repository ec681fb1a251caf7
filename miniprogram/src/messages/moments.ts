/** When we ask to be allowed to send messages, and what they will tell. WeChat lets at most three be asked for at once. */
import type { MessageTemplate } from '#contract/messageTemplates';
import { strings } from '@/strings/messages';

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
    promise: strings.promises.searching,
  },
  paid: {
    to: 'patient',
    templates: ['nurseDeparted', 'visitFinished', 'orderCancelled'],
    promise: strings.promises.paid,
  },
  onDuty: {
    to: 'nurse',
    templates: ['newOffer'],
    promise: strings.promises.onDuty,
  },
  accepted: {
    to: 'nurse',
    templates: ['orderPaid', 'orderCancelled'],
    promise: strings.promises.accepted,
  },
} as const satisfies Record<string, Moment>;

export type MomentName = keyof typeof MOMENTS;
