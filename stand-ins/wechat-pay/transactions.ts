/** Prepay, query and close of JSAPI orders. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { digitsOf, rfc3339 } from '../beijingTime';
import { ApiError, paramError } from './apiError';
import { anything, checkBody, fen, type Field, flag, notifyUrl, oneOf, rfc3339Time, text } from './bodyRules';
import { type Ledger, type Order, type PrepayRequest } from './ledger';
import { type MerchantAccount } from './merchantKeys';

export const PREPAY_LIFETIME_MS = 2 * 60 * 60 * 1000;
const UNPAID_ORDER_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
const TRADE_STATE_DESC = { NOTPAY: '订单未支付', SUCCESS: '支付成功', REFUND: '订单发生过退款', CLOSED: '订单已关闭' };

const PREPAY_FIELDS: Record<string, Field> = {
  appid: { check: text(32), required: true },
  mchid: { check: text(32), required: true },
  description: { check: text(127), required: true },
  out_trade_no: { check: text(32, /^[0-9A-Za-z_\-|*]+$/, 6), required: true },
  notify_url: { check: notifyUrl, required: true },
  'amount.total': { check: fen, required: true },
  'amount.currency': { check: oneOf('CNY') },
  'payer.openid': { check: text(128), required: true },
  time_expire: { check: rfc3339Time },
  attach: { check: text(128) },
  goods_tag: { check: text(32) },
  support_fapiao: { check: flag },
  limit_pay: { check: anything },
  detail: { check: anything },
  scene_info: { check: anything },
  settle_info: { check: anything },
};

/** `POST /v3/pay/transactions/jsapi`. */
export function prepay(
  ledger: Ledger,
  { account, serial }: { account: MerchantAccount; serial: string },
  body: Record<string, unknown>,
  nowMs: number,
) {
  checkBody(body, PREPAY_FIELDS);
  const request = body as unknown as PrepayRequest;
  if (request.mchid !== account.mchid || request.appid !== account.appid) {
    throw new ApiError(400, 'APPID_MCHID_NOT_MATCH', '商户号与 appid 不匹配', 268445527);
  }
  if (request.time_expire !== undefined && Date.parse(request.time_expire) <= nowMs) {
    throw paramError('time_expire', '早于当前时间');
  }
  const known = currentOrder(ledger, request.out_trade_no, nowMs);
  const order = announcedBy(serial, known === undefined ? newOrder(request, nowMs) : renewed(known, request, nowMs));
  if (order !== known) ledger.orders.put(order.outTradeNo, order);
  return { prepay_id: order.prepayId };
}

/** `GET …/out-trade-no/{no}` and `GET …/id/{id}`. */
export function queryTransaction(order: Order | undefined) {
  if (order === undefined) throw new ApiError(404, 'ORDER_NOT_EXIST', '订单不存在', 268512771);
  return transactionView(order);
}

/** `POST …/out-trade-no/{no}/close`; closing twice is fine. */
export function closeTransaction(ledger: Ledger, outTradeNo: string, nowMs: number): void {
  const order = currentOrder(ledger, outTradeNo, nowMs);
  if (order === undefined) throw new ApiError(404, 'ORDER_NOT_EXIST', '订单不存在', 268512771);
  if (order.transactionId !== undefined) throw orderPaid();
  ledger.orders.put(outTradeNo, { ...order, tradeState: 'CLOSED' });
}

/** The order as it is now: unpaid ones close by themselves after seven days. */
export function currentOrder(ledger: Ledger, outTradeNo: string, nowMs: number): Order | undefined {
  const order = ledger.orders.get(outTradeNo);
  if (order?.tradeState !== 'NOTPAY' || nowMs - order.createdAtMs < UNPAID_ORDER_LIFETIME_MS) return order;
  return { ...order, tradeState: 'CLOSED' };
}

/** The transaction as queries and notifications show it. */
export function transactionView(order: Order): Record<string, unknown> {
  const { request } = order;
  const head = { appid: request.appid, mchid: request.mchid, out_trade_no: order.outTradeNo };
  const state = { trade_state: order.tradeState, trade_state_desc: TRADE_STATE_DESC[order.tradeState] };
  const attach = request.attach === undefined ? {} : { attach: request.attach };
  const total = request.amount.total;
  if (order.transactionId === undefined || order.paidAtMs === undefined) {
    return { ...head, ...state, ...attach, payer: request.payer, amount: { total, currency: 'CNY' } };
  }
  return {
    ...head,
    transaction_id: order.transactionId,
    trade_type: 'JSAPI',
    ...state,
    bank_type: 'OTHERS',
    attach: '',
    ...attach,
    success_time: rfc3339(order.paidAtMs),
    payer: request.payer,
    amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
  };
}

function newOrder(request: PrepayRequest, nowMs: number): Order {
  return {
    outTradeNo: request.out_trade_no,
    prepayId: newPrepayId(nowMs),
    prepaidAtMs: nowMs,
    createdAtMs: nowMs,
    request,
    merchantSerials: [],
    tradeState: 'NOTPAY',
  };
}

function announcedBy(serial: string, order: Order): Order {
  if (order.merchantSerials.includes(serial)) return order;
  return { ...order, merchantSerials: [...order.merchantSerials, serial] };
}

/** Asked again with the same parameters: the same prepay id, or a fresh one once that has run out. */
function renewed(order: Order, request: PrepayRequest, nowMs: number): Order {
  if (order.transactionId !== undefined) throw orderPaid();
  if (order.tradeState === 'CLOSED') throw new ApiError(400, 'ORDER_CLOSED', '该订单已关闭');
  if (!isDeepStrictEqual(order.request, request)) {
    throw new ApiError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致', 268498688);
  }
  if (nowMs - order.prepaidAtMs < PREPAY_LIFETIME_MS) return order;
  return { ...order, prepayId: newPrepayId(nowMs), prepaidAtMs: nowMs };
}

function orderPaid(): ApiError {
  return new ApiError(400, 'ORDERPAID', '该订单已支付', 268498689);
}

function newPrepayId(nowMs: number): string {
  return `wx${digitsOf(nowMs)}${randomBytes(10).toString('hex')}`;
}
