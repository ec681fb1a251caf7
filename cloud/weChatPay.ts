/**
 * WeChat Pay APIv3 as this product uses it: prepay, what the phone needs for `wx.requestPayment`, query, close, refund.
 * Why not a library: docs/decisions/0002-wechat-pay-client.md.
 */
import type { PayeeCard } from '#contract/financeCommands';
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { PayOrderReply } from '#contract/payOrder';
import { Refusal } from '#domain/refusal';
import { beijingRfc3339 } from '#domain/schedule/beijing';
import { required } from './environment';
import { ask } from './weChatPay/ask';
import { sealedField } from './weChatPay/sealedField';
import { merchant } from './weChatPay/merchant';
import { paymentMessage, signed } from './weChatPay/signature';
import { RefundState, Transaction } from './weChatPay/transaction';

export { openNotification, type Notification } from './weChatPay/notification';

const TRANSACTIONS = '/v3/pay/transactions';
const REFUNDS = '/v3/refund/domestic/refunds';

export interface Prepayment {
  readonly outTradeNo: string;
  readonly description: string;
  readonly amountFen: number;
  readonly openid: string;
  /** Nobody can pay after this. */
  readonly expiresAt: number;
}

/** Announces a payment. The same number with the same content may be announced again. */
export async function prepay(wanted: Prepayment): Promise<string> {
  const { appid, mchid } = merchant();
  const { prepay_id: prepayId } = await ask('POST', `${TRANSACTIONS}/jsapi`, {
    appid,
    mchid,
    description: wanted.description,
    out_trade_no: wanted.outTradeNo,
    time_expire: beijingRfc3339(wanted.expiresAt),
    notify_url: required('WECHATPAY_NOTIFY_URL'),
    amount: { total: wanted.amountFen, currency: 'CNY' },
    payer: { openid: wanted.openid },
  });
  if (typeof prepayId !== 'string') throw new Refusal('PAYMENT_SERVICE_FAILED', { code: 'NO_PREPAY_ID' });
  return prepayId;
}

/** For `wx.requestPayment`, as it is. */
export function paymentRequest(prepayId: string, now: number): PayOrderReply['payment'] {
  const { appid, privateKeyPem } = merchant();
  const timeStamp = String(Math.floor(now / 1000));
  const nonceStr = randomBytes(16).toString('hex');
  const packageText = `prepay_id=${prepayId}`;
  const paySign = signed(paymentMessage(appid, timeStamp, nonceStr, packageText), privateKeyPem);
  return { timeStamp, nonceStr, package: packageText, signType: 'RSA', paySign };
}

/** Null: WeChat Pay never heard of it. */
export async function query(outTradeNo: string): Promise<Transaction | null> {
  const target = `${TRANSACTIONS}/out-trade-no/${encodeURIComponent(outTradeNo)}?mchid=${merchant().mchid}`;
  return orNull('ORDER_NOT_EXIST', async () => asDocumented(Transaction, await ask('GET', target)));
}

/** Nobody can pay it any more. A payment that was faster is refused with `details.code` ORDERPAID. */
export async function close(outTradeNo: string): Promise<void> {
  const target = `${TRANSACTIONS}/out-trade-no/${encodeURIComponent(outTradeNo)}/close`;
  await orNull('ORDER_NOT_EXIST', () => ask('POST', target, { mchid: merchant().mchid }));
}

export interface RefundWish {
  readonly outTradeNo: string;
  readonly outRefundNo: string;
  readonly amountFen: number;
  readonly totalFen: number;
  readonly reason: string;
}

/** May be asked again under the same number; a new number would be a second refund. */
export async function refund(wish: RefundWish): Promise<RefundState> {
  const answer = await ask('POST', REFUNDS, {
    out_trade_no: wish.outTradeNo,
    out_refund_no: wish.outRefundNo,
    reason: wish.reason.slice(0, 80),
    notify_url: required('WECHATPAY_NOTIFY_URL'),
    amount: { refund: wish.amountFen, total: wish.totalFen, currency: 'CNY' },
  });
  return asDocumented(RefundState, answer);
}

/**
 * A refund that cannot reach the payer (ABNORMAL) goes to another card of his, whose number and owner only WeChat Pay can read, or
 * (null) to our own bank account; from there it is paid by hand.
 */
export async function applyAbnormalRefund(
  refundId: string,
  outRefundNo: string,
  card: PayeeCard | null,
): Promise<RefundState> {
  const target = `${REFUNDS}/${encodeURIComponent(refundId)}/apply-abnormal-refund`;
  const to = card
    ? {
        ...{ type: 'USER_BANK_CARD', bank_type: card.bankType },
        ...{ bank_account: sealedField(card.bankAccount), real_name: sealedField(card.realName) },
      }
    : { type: 'MERCHANT_BANK_CARD' };
  return asDocumented(RefundState, await ask('POST', target, { out_refund_no: outRefundNo, ...to }));
}

export const queryRefund = (outRefundNo: string): Promise<RefundState | null> =>
  orNull('RESOURCE_NOT_EXISTS', async () =>
    asDocumented(RefundState, await ask('GET', `${REFUNDS}/${encodeURIComponent(outRefundNo)}`)),
  );

/** What differs is told by its place only: the answer names the payer. */
export function asDocumented<S extends v.GenericSchema>(schema: S, answer: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, answer);
  if (result.success) return result.output;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? '');
  throw new Refusal('PAYMENT_SERVICE_FAILED', { code: 'NOT_AS_DOCUMENTED', fields });
}

export async function orNull<T>(missing: string, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal && error.details.code === missing) return null;
    throw error;
  }
}
