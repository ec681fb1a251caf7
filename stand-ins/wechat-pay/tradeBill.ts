/** The trade bill of one day (`bill_type=ALL`), written from the ledger: CSV with BOM, values behind a backtick, yuan. */
import { dateAndTime, dateOf } from '../beijingTime';
import { feeFen, ticked, yuan } from './billValues';
import { type Ledger, type Order, type Refund } from './ledger';

const HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
  '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
  '手续费,费率,订单金额,申请退款金额,费率备注';
const TOTALS_HEADER = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

/** The bill, or nothing if the day saw no money move. */
export function tradeBill(ledger: Ledger, date: string): string | undefined {
  const paid = ledger.orders.rows().filter(({ paidAtMs }) => paidAtMs !== undefined && dateOf(paidAtMs) === date);
  const refunds = ledger.refunds
    .rows()
    .filter(({ createdAtMs, status }) => status !== 'CLOSED' && dateOf(createdAtMs) === date);
  const rows = [
    ...paid.map((order) => ({ atMs: order.paidAtMs ?? 0, values: paymentRow(order) })),
    ...refunds.flatMap((refund) => {
      const order = ledger.orders.get(refund.outTradeNo);
      return order === undefined ? [] : [{ atMs: refund.createdAtMs, values: refundRow(order, refund) }];
    }),
  ].sort((left, right) => left.atMs - right.atMs);
  if (rows.length === 0) return undefined;
  const lines = [HEADER, ...rows.map(({ values }) => ticked(values)), TOTALS_HEADER, ticked(totals(paid, refunds))];
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`;
}

function paymentRow(order: Order): string[] {
  const total = order.request.amount.total;
  return [
    ...commonValues(order, order.paidAtMs ?? 0, 'SUCCESS'),
    ...[yuan(total), '0.00', '0', '0', '0.00', '0.00', '', ''],
    ...[
      order.request.description,
      order.request.attach ?? '',
      feeYuan(feeFen(total)),
      '0.60%',
      yuan(total),
      '0.00',
      '',
    ],
  ];
}

function refundRow(order: Order, refund: Refund): string[] {
  const refundFen = refund.request.amount.refund;
  return [
    ...commonValues(order, refund.createdAtMs, 'REFUND'),
    ...['0.00', '0.00', refund.refundId, refund.outRefundNo, yuan(refundFen), '0.00', 'ORIGINAL', refund.status],
    ...[order.request.description, order.request.attach ?? '', feeYuan(-feeFen(refundFen)), '0.60%'],
    ...['0.00', yuan(refundFen), ''],
  ];
}

function commonValues(order: Order, atMs: number, state: string): string[] {
  const { appid, mchid, payer } = order.request;
  const numbers = [order.transactionId ?? '', order.outTradeNo];
  return [dateAndTime(atMs), appid, mchid, '0', '', ...numbers, payer.openid, 'JSAPI', state, 'OTHERS', 'CNY'];
}

function totals(paid: Order[], refunds: Refund[]): string[] {
  const paidFen = paid.map((order) => order.request.amount.total);
  const refundFen = refunds.map((refund) => refund.request.amount.refund);
  const fees = sum(paidFen.map(feeFen)) - sum(refundFen.map(feeFen));
  const [paidYuan, refundYuan] = [yuan(sum(paidFen)), yuan(sum(refundFen))];
  const count = String(paid.length + refunds.length);
  return [count, paidYuan, refundYuan, '0.00', feeYuan(fees), paidYuan, refundYuan];
}

function feeYuan(fen: number): string {
  return (fen / 100).toFixed(5);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
