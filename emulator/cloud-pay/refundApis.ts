/** Refunds by `cloud.cloudPay`: asked for, taken on, looked up. */
import { randomInt } from 'node:crypto';
import { payTime, refundedFen, type PayOrder, type Refund } from './order';
import { findOrder, type PayApi, type PayContext } from './payApis';
import { fen, field, optionalField, outRefundNo, PayRefusal, type Fields } from './payRequest';

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

export function refundFields(order: PayOrder, { outRefundNo: no, refundId, refundFen }: Refund): Fields {
  return {
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    out_refund_no: no,
    refund_id: refundId,
    refund_fee: refundFen,
    total_fee: order.totalFen,
  };
}

function newRefund(fields: Fields, context: PayContext): Refund {
  const functionName = optionalField(fields, 'function_name');
  const envId = optionalField(fields, 'env_id') ?? context.envId;
  return {
    outRefundNo: outRefundNo(fields),
    refundId: `5030${digits(24)}`,
    refundFen: fen(fields, 'refund_fee'),
    status: 'PROCESSING',
    requestedAt: context.now(),
    ...(functionName === undefined ? {} : { notify: { envId, functionName } }),
  };
}

/** The same number again is the same refund: how a merchant asks again after a broken answer. */
const refund: PayApi = (fields, context) => {
  const wanted = newRefund(fields, context);
  const totalFen = fen(fields, 'total_fee');
  const order = findOrder(fields, context);
  if (order.paidAt === undefined) throw new PayRefusal('TRADE_STATE_ERROR', '订单状态错误');
  const known = order.refunds.find((each) => each.outRefundNo === wanted.outRefundNo);
  if (totalFen !== order.totalFen || (known && known.refundFen !== wanted.refundFen)) {
    throw new PayRefusal('REFUND_FEE_MISMATCH', '订单金额或退款金额与之前请求不一致，请核实后再试');
  }
  if (known) return { ...refundFields(order, known), cash_fee: order.totalFen };
  if (refundedFen(order) + wanted.refundFen > order.totalFen) {
    throw new PayRefusal('INVALID_REQUEST', '累计退款金额大于支付金额');
  }
  const changed = context.book.put({ ...order, state: 'REFUND', refunds: [...order.refunds, wanted] });
  context.onRefund(changed, wanted);
  return { ...refundFields(changed, wanted), cash_fee: order.totalFen };
};

function findRefunds(fields: Fields, context: PayContext): { order: PayOrder; refunds: readonly Refund[] } {
  const subMchId = field(fields, 'sub_mch_id', 32);
  const refundId = optionalField(fields, 'refund_id');
  const no = optionalField(fields, 'out_refund_no');
  if (refundId === undefined && no === undefined) {
    const order = findOrder(fields, context);
    return { order, refunds: order.refunds };
  }
  const orders = context.book.all().filter((each) => each.subMchId === subMchId);
  const found = orders.flatMap((order) => order.refunds.map((each) => ({ order, each })));
  const match = found.find(({ each }) => (refundId ? each.refundId === refundId : each.outRefundNo === no));
  if (!match) throw new PayRefusal('REFUNDNOTEXIST', '退款单不存在');
  return { order: match.order, refunds: [match.each] };
}

const queryRefund: PayApi = (fields, context) => {
  const { order, refunds } = findRefunds(fields, context);
  if (refunds.length === 0) throw new PayRefusal('REFUNDNOTEXIST', '退款单不存在');
  const rows = refunds.map((each, index): Fields => {
    const done = each.succeededAt === undefined ? {} : { [`refund_success_time_${index}`]: payTime(each.succeededAt) };
    return {
      [`out_refund_no_${index}`]: each.outRefundNo,
      [`refund_id_${index}`]: each.refundId,
      [`refund_fee_${index}`]: each.refundFen,
      [`refund_status_${index}`]: each.status,
      [`refund_recv_accout_${index}`]: '支付用户的零钱', // spelt so by the API
      ...done,
    };
  });
  return {
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    total_fee: order.totalFen,
    cash_fee: order.totalFen,
    refund_count: refunds.length,
    ...Object.assign({}, ...rows),
  };
};

export const REFUND_APIS: Readonly<Record<string, PayApi>> = { refund, queryRefund };
