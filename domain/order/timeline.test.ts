import type { OrderFact } from './order';
import { timelineText } from './timeline';

const fact = (except: Partial<OrderFact>): OrderFact => ({
  event: 'accept',
  by: 'nurse',
  from: 'pendingAcceptance',
  to: 'pendingPayment',
  at: 0,
  details: {},
  ...except,
});

test.each<[Partial<OrderFact>, string]>([
  [{}, '护士已接单'],
  [{ event: 'offer', by: 'system', details: { stage: 'exclusive' } }, '已通知指定护士，等待确认'],
  [{ event: 'offer', by: 'system', details: { stage: 'alternates' } }, '已通知候补护士'],
  [{ event: 'escalate', by: 'system' }, '暂无护士接单，平台工作人员正在安排'],
  [{ event: 'payDeposit', by: 'wechatPay', details: { amountFen: 4240 } }, '已支付定金 ¥42.40'],
  [{ event: 'payBalance', by: 'wechatPay', details: { amountFen: 16_960 } }, '已支付尾款 ¥169.60'],
  [{ event: 'insure', by: 'system', details: { number: 'PA-1' } }, '保险已生效，凭证号 PA-1'],
  [{ event: 'setOut' }, '护士已出发'],
  [{ event: 'confirm', by: 'patient' }, '已确认服务完成'],
  [{ event: 'confirm', by: 'system' }, '超过 48 小时未确认，已自动确认'],
  [{ event: 'cancel', by: 'patient' }, '用户已取消订单'],
  [{ event: 'cancel', by: 'system' }, '订单已自动取消'],
  [{ event: 'refunded', by: 'wechatPay', details: { amountFen: 19_520 } }, '退款已到账 ¥195.20'],
])('%j reads "%s"', (change, text) => {
  expect(timelineText(fact(change))).toBe(text);
});
