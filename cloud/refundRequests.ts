/** Money that is to go back: decided and written down inside a transaction. refunds.ts carries it out. */
import type { Order } from '#domain/order/order';
import { refundRequestedEntry } from '#domain/payment/ledger';
import { book } from './ledger';
import { enqueue } from './outbox';
import type { Payment } from './payments';
import type { Transaction } from './transact';

/** A document of `refunds`; its id is the number WeChat Pay knows it by, so that asking twice is one refund. */
export interface Refund {
  readonly _id: string;
  readonly orderId: string;
  readonly outTradeNo: string;
  readonly amountFen: number;
  /** Of the payment it comes from. */
  readonly totalFen: number;
  /** False: money paid beside the order's own, which its `money` never counted. */
  readonly ofOrder: boolean;
  readonly state: 'requested' | 'processing' | 'succeeded' | 'abnormal';
  readonly reason: string;
  readonly refundId: string;
  readonly createdAt: number;
  readonly nextQueryAt: number;
  readonly arrivedAt: number | null;
}

/** What the payer reads in WeChat. */
export type RefundReason = '订单取消退款' | '重复支付退款' | '服务费用减免退款';

/** Spreads what goes back over what was paid, newest payment first, in the transaction that decided the refund. */
export async function requestRefunds(
  transaction: Transaction,
  order: Pick<Order, '_id'>,
  refundFen: number,
  now: number,
  reason: RefundReason = '订单取消退款',
): Promise<void> {
  const found = await transaction.find<Payment>('payments', { orderId: order._id });
  const paid = found.filter(({ state, ofOrder }) => state === 'paid' && ofOrder);
  let leftFen = refundFen;
  for (const payment of paid.sort((a, b) => (b.paidAt ?? 0) - (a.paidAt ?? 0))) {
    const amountFen = Math.min(leftFen, payment.amountFen - payment.refundFen);
    if (amountFen > 0) await refundPart(transaction, payment, amountFen, now, reason);
    leftFen -= amountFen;
  }
  if (leftFen !== 0) throw new Error(`order ${order._id}: ${leftFen} fen to refund were never paid`);
}

/** One payment's share: the row, the books and the errand, all under one number. */
export async function refundPart(
  transaction: Transaction,
  payment: Payment,
  amountFen: number,
  now: number,
  reason: RefundReason,
): Promise<void> {
  const { orderId, ofOrder } = payment;
  const refundCount = payment.refundCount + 1;
  const outRefundNo = `${payment._id}R${refundCount}`;
  await transaction.put('payments', { ...payment, refundCount, refundFen: payment.refundFen + amountFen });
  await transaction.add('refunds', {
    _id: outRefundNo,
    orderId,
    outTradeNo: payment._id,
    amountFen,
    totalFen: payment.amountFen,
    ofOrder,
    state: 'requested',
    reason,
    refundId: '',
    createdAt: now,
    nextQueryAt: now,
    arrivedAt: null,
  } satisfies Refund);
  await book(transaction, refundRequestedEntry({ orderId, outRefundNo, amountFen }, now));
  await enqueue(transaction, [{ kind: 'refund', payload: { outRefundNo } }], {
    orderId,
    cause: `refund:${outRefundNo}`,
    now,
  });
}

/** A person wants it tried again: WeChat Pay never heard of it, so the same number is asked for. */
export async function askRefundAgain(transaction: Transaction, outRefundNo: string): Promise<void> {
  const row = await transaction.get<Refund>('refunds', outRefundNo);
  if (row?.state === 'abnormal') await transaction.put('refunds', { ...row, state: 'requested' });
}
