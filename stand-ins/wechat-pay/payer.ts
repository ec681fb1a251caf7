/** The payer's side: what happens in the WeChat app when somebody looks at the payment sheet and confirms. */
import { type KeyObject } from 'node:crypto';
import { type Ledger, type Order, orderByPrepay } from './ledger';
import { newNumber } from './numbers';
import { isSigned } from './requestSignature';
import { currentOrder, PREPAY_LIFETIME_MS } from './transactions';

/** The arguments of `wx.requestPayment`, and the appid of the program that calls it. */
export interface PayRequest {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  /** `prepay_id=wx…` */
  package: string;
  signType: string;
  paySign: string;
  /** Who is looking at the sheet; left out: the person the order was made for. */
  openid?: string;
}

/** Why the sheet does not let the payer pay, in words for them. */
export class PayRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The four lines of `paySign`. */
function payMessage(request: PayRequest): string {
  return `${request.appId}\n${request.timeStamp}\n${request.nonceStr}\n${request.package}\n`;
}

/** Takes the money: the order becomes SUCCESS. Throws `PayRefusal`. */
export function confirmPayment(
  ledger: Ledger,
  request: PayRequest,
  merchant: { appid: string; publicKeys: ReadonlyMap<string, KeyObject> },
  nowMs: number,
): Order {
  if (request.signType !== 'RSA') throw new PayRefusal('BAD_SIGN_TYPE', '签名方式须为 RSA');
  if (request.appId !== merchant.appid) throw new PayRefusal('WRONG_APPID', '发起支付的小程序与下单的小程序不一致');
  const prepayId = prepayIdOf(request.package);
  const serials = orderByPrepay(ledger, prepayId)?.merchantSerials ?? [...merchant.publicKeys.keys()];
  const keys = serials.flatMap((serial) => merchant.publicKeys.get(serial) ?? []);
  if (!keys.some((key) => isSigned(payMessage(request), request.paySign, key))) {
    throw new PayRefusal('BAD_SIGN', '支付验证签名失败');
  }
  const order = payableOrder(ledger, prepayId, nowMs);
  if (request.openid !== undefined && request.openid !== order.request.payer.openid) {
    throw new PayRefusal('WRONG_PAYER', '请使用下单的微信号支付');
  }
  return taken(ledger, order, nowMs);
}

/** Somebody pays on the control page: no program showed the sheet, so nobody signed it. Throws `PayRefusal`. */
export function payByHand(ledger: Ledger, prepayId: string, nowMs: number): Order {
  return taken(ledger, payableOrder(ledger, prepayId, nowMs), nowMs);
}

function taken(ledger: Ledger, order: Order, nowMs: number): Order {
  const paid: Order = { ...order, tradeState: 'SUCCESS', transactionId: newNumber('42000', nowMs), paidAtMs: nowMs };
  ledger.orders.put(paid.outTradeNo, paid);
  return paid;
}

/** What the payment sheet shows. */
export function paymentSheet(
  ledger: Ledger,
  prepayId: string,
  merchantName: string,
): Record<string, unknown> | undefined {
  const order = orderByPrepay(ledger, prepayId);
  if (order === undefined) return undefined;
  const { description, amount, out_trade_no: outTradeNo } = order.request;
  return { description, amountFen: amount.total, merchantName, outTradeNo, tradeState: order.tradeState };
}

function prepayIdOf(payPackage: string): string {
  const prefix = 'prepay_id=';
  if (!payPackage.startsWith(prefix)) throw new PayRefusal('BAD_PACKAGE', '支付参数 package 格式有误');
  return payPackage.slice(prefix.length);
}

function payableOrder(ledger: Ledger, prepayId: string, nowMs: number): Order {
  const found = orderByPrepay(ledger, prepayId);
  const order = found && currentOrder(ledger, found.outTradeNo, nowMs);
  if (order === undefined) throw new PayRefusal('NO_PREPAY', '没有这笔待支付的订单，请重新下单');
  if (order.transactionId !== undefined) throw new PayRefusal('ALREADY_PAID', '该订单已支付，请勿重复支付');
  if (order.tradeState === 'CLOSED') throw new PayRefusal('ORDER_CLOSED', '该订单已关闭，请重新下单');
  const { time_expire: timeExpire } = order.request;
  const expiresAtMs = Math.min(
    order.prepaidAtMs + PREPAY_LIFETIME_MS,
    timeExpire === undefined ? Infinity : Date.parse(timeExpire),
  );
  if (nowMs >= expiresAtMs) throw new PayRefusal('PREPAY_EXPIRED', '支付已超时，请重新发起支付');
  return order;
}
