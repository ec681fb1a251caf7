/** The history of an order as both the patient and the nurse read it. */
import { yuan } from '../payment/fen';
import type { OrderFact } from './order';
import type { OrderEvent } from './status';

const amount = ({ details }: OrderFact): string =>
  typeof details.amountFen === 'number' ? ` ${yuan(details.amountFen)}` : '';

const CANCELLED_BY: Record<OrderFact['by'], string> = {
  patient: '用户已取消订单',
  nurse: '护士无法上门，订单已取消',
  operator: '平台已取消订单',
  system: '订单已自动取消',
  wechatPay: '订单已取消',
};

const OFFERED: Record<string, string> = {
  exclusive: '已通知指定护士，等待确认',
  waves: '正在为您寻找护士',
  alternates: '已通知候补护士',
};

const TEXT: Record<OrderEvent, (fact: OrderFact) => string> = {
  offer: ({ details }) => OFFERED[String(details.stage)] ?? '正在为您寻找护士',
  decline: () => '护士暂时无法接单，正在联系其他护士',
  escalate: () => '暂无护士接单，平台工作人员正在安排',
  accept: () => '护士已接单',
  assign: () => '平台已安排护士',
  release: () => '护士无法上门，正在重新安排',
  payDeposit: (fact) => `已支付定金${amount(fact)}`,
  payFull: (fact) => `已支付全款${amount(fact)}`,
  payBalance: (fact) => `已支付尾款${amount(fact)}`,
  payLate: (fact) => `订单取消后到账${amount(fact)}，将原路退回`,
  insure: ({ details }) => `保险已生效，凭证号 ${String(details.number)}`,
  setOut: () => '护士已出发',
  checkIn: () => '护士已到达，开始服务',
  finish: () => '服务已结束，待确认',
  confirm: ({ by }) => (by === 'system' ? '超过 48 小时未确认，已自动确认' : '已确认服务完成'),
  review: () => '已评价',
  cancel: ({ by }) => CANCELLED_BY[by],
  refunded: (fact) => `退款已到账${amount(fact)}`,
};

export const timelineText = (fact: OrderFact): string => TEXT[fact.event](fact);
