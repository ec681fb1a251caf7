/** Orders by `cloud.cloudPay`, in the fields of version 2 of WeChat's pay API. */
import { randomBytes } from 'node:crypto';
import { fromPayTime, payTime, type PayOrder, type Refund } from './order';
import type { OrderBook } from './orderBook';
import { fen, field, optionalField, outTradeNo, BadPayRequest, PayRefusal, type Fields } from './payRequest';

export interface PayContext {
  readonly book: OrderBook;
  readonly now: () => number;
  readonly envId: string;
  readonly appid: string;
  /** The WeChat user for whom the calling function runs. */
  readonly openid?: string;
  /** Told of a refund that was taken on. */
  readonly onRefund: (order: PayOrder, refund: Refund) => void;
}

export type PayApi = (fields: Fields, context: PayContext) => Fields;

const nonce = (): string => randomBytes(16).toString('hex').toUpperCase();

/** What `wx.requestPayment` takes. */
function paymentOf(order: PayOrder, { appid, now }: PayContext): Fields {
  return {
    appId: appid,
    timeStamp: String(Math.floor(now() / 1000)),
    nonceStr: nonce(),
    package: `prepay_id=${order.prepayId}`,
    signType: 'MD5',
    paySign: nonce(),
  };
}

function newOrder(fields: Fields, context: PayContext): PayOrder {
  const openid = optionalField(fields, 'sub_openid') ?? optionalField(fields, 'openid') ?? context.openid;
  if (!openid) throw new BadPayRequest('JSAPI支付必须传openid');
  const envId = field(fields, 'env_id', 64);
  if (envId !== context.envId) throw new BadPayRequest(`env_id ${envId} 不存在`);
  const type = optionalField(fields, 'trade_type') ?? 'JSAPI';
  if (type !== 'JSAPI') throw new BadPayRequest(`the emulator does not know trade_type ${type}`);
  field(fields, 'spbill_create_ip', 64);
  const expiry = optionalField(fields, 'time_expire');
  const expiresAt = expiry === undefined ? undefined : fromPayTime(expiry);
  if (expiry !== undefined && expiresAt === undefined) throw new BadPayRequest('参数格式错误:time_expire');
  const attach = optionalField(fields, 'attach');
  return {
    outTradeNo: outTradeNo(fields),
    subMchId: field(fields, 'sub_mch_id', 32),
    openid,
    body: field(fields, 'body', 128),
    totalFen: fen(fields, 'total_fee'),
    prepayId: `wx${payTime(context.now())}${randomBytes(9).toString('hex')}`,
    state: 'NOTPAY',
    createdAt: context.now(),
    notify: { envId, functionName: field(fields, 'function_name', 60) },
    refunds: [],
    ...(attach === undefined ? {} : { attach }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function sameOrder(a: PayOrder, b: PayOrder): boolean {
  return a.totalFen === b.totalFen && a.body === b.body && a.openid === b.openid && a.attach === b.attach;
}

/** The same request again is the same order with a fresh prepay id. */
const unifiedOrder: PayApi = (fields, context) => {
  const wanted = newOrder(fields, context);
  const known = context.book.find(wanted.subMchId, wanted.outTradeNo);
  if (known?.state === 'CLOSED') throw new PayRefusal('ORDERCLOSED', '该订单已关闭');
  if (known && known.state !== 'NOTPAY') throw new PayRefusal('ORDERPAID', '该订单已支付');
  if (known && !sameOrder(known, wanted)) throw new PayRefusal('OUT_TRADE_NO_USED', '商户订单号重复');
  const order = context.book.put(known ? { ...known, prepayId: wanted.prepayId } : wanted);
  return { trade_type: 'JSAPI', prepay_id: order.prepayId, payment: paymentOf(order, context) };
};

/** By WeChat's own number or the merchant's. */
export function findOrder(fields: Fields, { book }: PayContext): PayOrder {
  const subMchId = field(fields, 'sub_mch_id', 32);
  const transactionId = optionalField(fields, 'transaction_id');
  const order = transactionId
    ? book.all().find((each) => each.transactionId === transactionId && each.subMchId === subMchId)
    : book.find(subMchId, outTradeNo(fields));
  if (!order) throw new PayRefusal('ORDERNOTEXIST', '订单不存在');
  return order;
}

const DESCRIPTIONS: Readonly<Record<PayOrder['state'], string>> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款,退款详情请查询退款单',
  CLOSED: '订单已关闭',
};

/** Fields that exist only once it is paid; shared with the notification. */
export function paidFields(order: PayOrder): Fields {
  if (order.paidAt === undefined) return {};
  return {
    openid: order.openid,
    is_subscribe: 'N',
    sub_openid: order.openid,
    sub_is_subscribe: 'N',
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    total_fee: order.totalFen,
    fee_type: 'CNY',
    cash_fee: order.totalFen,
    transaction_id: order.transactionId,
    time_end: payTime(order.paidAt),
  };
}

const queryOrder: PayApi = (fields, context) => {
  const order = findOrder(fields, context);
  return {
    out_trade_no: order.outTradeNo,
    total_fee: order.totalFen,
    trade_state: order.state,
    trade_state_desc: DESCRIPTIONS[order.state],
    ...(order.attach === undefined ? {} : { attach: order.attach }),
    ...paidFields(order),
  };
};

const closeOrder: PayApi = (fields, context) => {
  const order = findOrder(fields, context);
  if (order.state === 'CLOSED') throw new PayRefusal('ORDERCLOSED', '订单已关闭');
  if (order.state !== 'NOTPAY') throw new PayRefusal('ORDERPAID', '订单已支付');
  context.book.put({ ...order, state: 'CLOSED' });
  return {};
};

export const ORDER_APIS: Readonly<Record<string, PayApi>> = { unifiedOrder, queryOrder, closeOrder };
