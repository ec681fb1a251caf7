import type { OrderStatus } from '#domain/order/status';
import { strings } from '@/strings/today';

export interface NextAction {
  /** '' where the nurse can only wait. */
  readonly button: string;
  readonly wait: string;
}
const act = (button: string): NextAction => ({ button, wait: '' });
const wait = (words: string): NextAction => ({ button: '', wait: words });

const NEXT: Readonly<Record<OrderStatus, NextAction>> = {
  pendingAcceptance: wait(strings.wait.acceptance),
  pendingPayment: wait(strings.wait.payment),
  pendingService: act(strings.next.setOut),
  travelling: act(strings.next.checkIn),
  inService: act(strings.next.record),
  pendingConfirmation: wait(strings.wait.confirmation),
  pendingBalance: wait(strings.wait.balance),
  completed: wait(strings.wait.completed),
  cancelled: wait(strings.wait.cancelled),
  refunding: wait(strings.wait.refunding),
  refunded: wait(strings.wait.refunded),
};

/** The one thing a nurse does next with an order in this state. */
export const nextAction = (status: OrderStatus): NextAction => NEXT[status];
