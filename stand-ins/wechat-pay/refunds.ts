/** Refunds: accepted at once, completed at the next tick, announced like payments. */
import { type KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { rfc3339 } from '../beijingTime';
import { ApiError, paramError } from './apiError';
import { anything, checkBody, fen, type Field, notifyUrl, oneOf, text } from './bodyRules';
import { type Ledger, type Order, orderByTransaction, type Refund, type RefundRequest, refundedFen } from './ledger';
import { opened } from './medInsRules';
import { newNumber } from './numbers';
import { type RefundMode } from './script';

const REFUNDABLE_MS = 365 * 24 * 60 * 60 * 1000;
const MAX_REFUNDS_PER_ORDER = 50;
const FINAL_STATUS = { success: 'SUCCESS', abnormal: 'ABNORMAL', closed: 'CLOSED' } as const;

const REFUND_FIELDS: Record<string, Field> = {
  transaction_id: { check: text(32) },
  out_trade_no: { check: text(32, undefined, 6) },
  out_refund_no: { check: text(64, /^[0-9A-Za-z_\-|*@]+$/), required: true },
  reason: { check: text(80) },
  notify_url: { check: notifyUrl },
  funds_account: { check: oneOf('AVAILABLE') },
  'amount.refund': { check: fen, required: true },
  'amount.total': { check: fen, required: true },
  'amount.currency': { check: oneOf('CNY'), required: true },
  'amount.from': { check: anything },
  goods_detail: { check: anything },
};

/** `POST /v3/refund/domestic/refunds`. The same number with the same content is the same refund. */
export function refund(ledger: Ledger, body: Record<string, unknown>, nextMode: () => RefundMode, nowMs: number) {
  checkBody(body, REFUND_FIELDS);
  const request = body as unknown as RefundRequest;
  if ((request.transaction_id === undefined) === (request.out_trade_no === undefined)) {
    throw paramError('transaction_id', '与 out_trade_no 须二选一');
  }
  const known = ledger.refunds.get(request.out_refund_no);
  if (known !== undefined) return refundView(repeated(known, request));
  const order = refundableOrder(ledger, request, nowMs);
  const outcome = nextMode();
  if (outcome === 'notEnough') throw new ApiError(403, 'NOT_ENOUGH', '基本账户余额不足，请充值后重新发起');
  const made: Refund = {
    outRefundNo: request.out_refund_no,
    refundId: newNumber('50302', nowMs),
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId ?? '',
    request,
    status: 'PROCESSING',
    outcome,
    createdAtMs: nowMs,
  };
  ledger.refunds.put(made.outRefundNo, made);
  ledger.orders.put(order.outTradeNo, { ...order, tradeState: 'REFUND' });
  return refundView(made);
}

const ABNORMAL_FIELDS: Record<string, Field> = {
  out_refund_no: { check: text(64), required: true },
  type: { check: oneOf('USER_BANK_CARD', 'MERCHANT_BANK_CARD'), required: true },
  bank_type: { check: anything },
  bank_account: { check: anything },
  real_name: { check: anything },
};

/** `POST /v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund`. Asked again it changes nothing. */
export function applyAbnormalRefund(ledger: Ledger, refundId: string, body: Record<string, unknown>, key: KeyObject) {
  checkBody(body, ABNORMAL_FIELDS);
  const known = ledger.refunds.get(String(body['out_refund_no']));
  if (known?.refundId !== refundId) throw new ApiError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
  if (known.abnormalTo !== undefined) return refundView(known);
  if (known.status !== 'ABNORMAL') throw invalid('退款单状态不是退款异常');
  if (body['type'] === 'USER_BANK_CARD') assertCard(body, key);
  const abnormalTo = body['type'] as 'USER_BANK_CARD' | 'MERCHANT_BANK_CARD';
  const again: Refund = { ...known, status: 'PROCESSING', outcome: 'success', abnormalTo };
  ledger.refunds.put(known.outRefundNo, again);
  return refundView(again);
}

/** Bank, number and owner of the card; the last two open only with WeChat Pay's own key. */
function assertCard(body: Record<string, unknown>, key: KeyObject): void {
  if (!/^[A-Z0-9]{2,10}_DEBIT$/.test(String(body['bank_type']))) throw paramError('bank_type', '退到用户银行卡时必填');
  if (!/^\d{12,30}$/.test(opened(String(body['bank_account']), key))) throw paramError('bank_account', '解密失败');
  if (opened(String(body['real_name']), key) === '') throw paramError('real_name', '解密失败');
}

/** `GET /v3/refund/domestic/refunds/{out_refund_no}`. */
export function queryRefund(ledger: Ledger, outRefundNo: string) {
  const known = ledger.refunds.get(outRefundNo);
  if (known === undefined) throw new ApiError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在');
  return refundView(known);
}

/** Completes what is on its way, except what tests keep stuck; returns what was completed. */
export function completeRefunds(ledger: Ledger, nowMs: number): Refund[] {
  const open = ledger.refunds.rows().filter(({ status, outcome }) => status === 'PROCESSING' && outcome !== 'stuck');
  return open.map((refund) => {
    const status = FINAL_STATUS[refund.outcome as keyof typeof FINAL_STATUS];
    const done: Refund = { ...refund, status, ...(status === 'SUCCESS' ? { successAtMs: nowMs } : {}) };
    ledger.refunds.put(done.outRefundNo, done);
    const order = ledger.orders.get(done.outTradeNo);
    if (order !== undefined && refundedFen(ledger, done.outTradeNo) === 0) {
      ledger.orders.put(done.outTradeNo, { ...order, tradeState: 'SUCCESS' }); // the only refund was closed
    }
    return done;
  });
}

/** What the notification of a refund says. */
export function refundNotice(refund: Refund, mchid: string): Record<string, unknown> {
  const { refund: refundFen, total } = refund.request.amount;
  return {
    mchid,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: refund.status,
    ...(refund.successAtMs === undefined ? {} : { success_time: rfc3339(refund.successAtMs) }),
    user_received_account: '支付用户零钱',
    amount: { total, refund: refundFen, payer_total: total, payer_refund: refundFen },
  };
}

function repeated(known: Refund, request: RefundRequest): Refund {
  if (isDeepStrictEqual(known.request, request)) return known;
  throw new ApiError(400, 'INVALID_REQUEST', '退款单号已使用，且参数与首次请求时不一致', 268498688);
}

function refundableOrder(ledger: Ledger, request: RefundRequest, nowMs: number): Order {
  const order = request.transaction_id
    ? orderByTransaction(ledger, request.transaction_id)
    : ledger.orders.get(request.out_trade_no ?? '');
  if (order === undefined) throw new ApiError(404, 'RESOURCE_NOT_EXISTS', '订单不存在', 268512771);
  if (order.paidAtMs === undefined) throw invalid('订单未支付，不能退款');
  if (nowMs - order.paidAtMs > REFUNDABLE_MS) throw invalid('订单已超过可退款的最大期限');
  const { total } = order.request.amount;
  if (request.amount.total !== total) throw invalid('订单金额与原订单不一致');
  if (refundedFen(ledger, order.outTradeNo) + request.amount.refund > total) throw invalid('退款总额超过订单金额');
  const earlier = ledger.refunds.rows().filter(({ outTradeNo }) => outTradeNo === order.outTradeNo);
  if (earlier.length >= MAX_REFUNDS_PER_ORDER) throw invalid('部分退款次数超过限制');
  return order;
}

function invalid(message: string): ApiError {
  return new ApiError(400, 'INVALID_REQUEST', message);
}

function refundView(refund: Refund): Record<string, unknown> {
  const { refund: refundFen, total } = refund.request.amount;
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(refund.successAtMs === undefined ? {} : { success_time: rfc3339(refund.successAtMs) }),
    create_time: rfc3339(refund.createdAtMs),
    status: refund.status,
    funds_account: refund.request.funds_account ?? 'AVAILABLE',
    amount: {
      total,
      refund: refundFen,
      payer_total: total,
      payer_refund: refundFen,
      settlement_refund: refundFen,
      settlement_total: total,
      discount_refund: 0,
      currency: 'CNY',
      refund_fee: 0,
    },
  };
}
