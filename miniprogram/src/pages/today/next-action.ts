import type { OrderStatus } from '#domain/order/status';

export interface NextAction {
  /** '' where the nurse can only wait. */
  readonly button: string;
  readonly wait: string;
}
const act = (button: string): NextAction => ({ button, wait: '' });
const wait = (words: string): NextAction => ({ button: '', wait: words });

const NEXT: Readonly<Record<OrderStatus, NextAction>> = {
  pendingAcceptance: wait('还没有接单'),
  pendingPayment: wait('等患者付款，付好了会变成“待服务”'),
  pendingService: act('准备出发'),
  travelling: act('去签到'),
  inService: act('填写记录'),
  pendingConfirmation: wait('已做完，等患者确认'),
  pendingBalance: wait('等患者付尾款'),
  completed: wait('已完成'),
  cancelled: wait('已取消'),
  refunding: wait('已取消，正在退款'),
  refunded: wait('已取消，已退款'),
};

/** The one thing a nurse does next with an order in this state. */
export const nextAction = (status: OrderStatus): NextAction => NEXT[status];
