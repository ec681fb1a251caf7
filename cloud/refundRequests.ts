/** Money that is to go back: decided and written down inside a transaction. refunds.ts carries it out. */
import type { Order } from '#domain/order/order';
import { insuredFen } from '#domain/payment/insurance/settled';
import { refundRequestedEntry } from '#domain/payment/ledger';
import { packageRefundRequestedEntry } from '#domain/payment/packages/packageEntries';
import { invoiceAfterRefund } from './invoices/afterRefund';
import { book } from './ledger';
import { requestInsuranceRefund, takenFrom } from './medicalInsurance/refundRequests';
import { type InsuredPart, wholeFen } from './medicalInsurance/insuredPart';
import { enqueue } from './outbox';
import type { ByDoor } from './payDoor/payDoor';
import type { Payment } from './payments';
import type { Transaction } from './transact';

/** A document of `refunds`; its id is the number WeChat Pay knows it by, so that asking twice is one refund. */
export interface Refund extends ByDoor {
  readonly _id: string;
  /** `''`: it is of a package. */
  readonly orderId: string;
  /** The package whose money it is; absent: an order's. */
  readonly packageId?: string;
  readonly outTradeNo: string;
  readonly amountFen: number;
  /** Of the payment it comes from. */
  readonly totalFen: number;
  /** False: money paid beside the order's own, which its `money` never counted. */
  readonly ofOrder: boolean;
  /** `abnormal`: waits for a person. `replaced`: closed at WeChat Pay, asked for again under another number. `byHand`: paid from our bank. */
  readonly state: 'requested' | 'processing' | 'succeeded' | 'abnormal' | 'replaced' | 'byHand';
  readonly reason: string;
  readonly refundId: string;
  readonly createdAt: number;
  readonly nextQueryAt: number;
  readonly arrivedAt: number | null;
  /** When WeChat Pay was asked; absent: not yet. */
  readonly askedAt?: number;
  /** WeChat Pay closed it: the number is used up, the money is still there. */
  readonly closedThere?: boolean;
  /** It goes to our own bank account, since it cannot reach the payer; `returnedAt`: it is there. */
  readonly toMerchant?: boolean;
  readonly returnedAt?: number;
  /** It goes to another card of the payer's: the last four digits of it. */
  readonly toCard?: string;
  /** Who settled it by hand, and what proves it. */
  readonly settledBy?: string;
  readonly proof?: string;
}

/** What the payer reads in WeChat. */
export type RefundReason = '订单取消退款' | '重复支付退款' | '服务费用减免退款' | '套餐退款';

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
    const amountFen = Math.min(leftFen, wholeFen(payment) - payment.refundFen);
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
  if (payment.insured) return refundBothParts(transaction, payment, amountFen, now, reason);
  const { orderId, packageId, ofOrder } = payment;
  const outRefundNo = await nextNumber(transaction, { ...payment, refundFen: payment.refundFen + amountFen });
  await addRefund(transaction, payment, { outRefundNo, amountFen }, now, reason);
  await refundErrand(transaction, orderId, outRefundNo, now);
  if (packageId !== undefined)
    return book(transaction, packageRefundRequestedEntry({ packageId, outRefundNo, amountFen }, now));
  await book(transaction, refundRequestedEntry({ orderId, outRefundNo, amountFen }, now));
  if (ofOrder) await invoiceAfterRefund(transaction, orderId, outRefundNo, now);
}

/** The insurance gets its proportion (P-056), first; the payer gets hers when the office has taken back its own (reference §1.6). */
async function refundBothParts(
  transaction: Transaction,
  payment: Payment,
  amountFen: number,
  now: number,
  reason: RefundReason,
): Promise<void> {
  const { orderId, ofOrder } = payment;
  const { back, insured } = takenFrom(payment.insured as InsuredPart, amountFen);
  const { cashFen } = back;
  const outRefundNo = await nextNumber(transaction, { ...payment, insured, refundFen: payment.refundFen + amountFen });
  if (cashFen > 0) {
    await addRefund(transaction, payment, { outRefundNo, amountFen: cashFen }, now, reason);
    await book(transaction, refundRequestedEntry({ orderId, outRefundNo, amountFen: cashFen }, now));
  }
  // What is left to invoice is known when the office has taken back its part.
  if (insuredFen(back) > 0) return requestInsuranceRefund(transaction, payment, insured, { outRefundNo, back }, now);
  await refundErrand(transaction, orderId, outRefundNo, now);
  if (ofOrder) await invoiceAfterRefund(transaction, orderId, outRefundNo, now);
}

async function nextNumber(transaction: Transaction, payment: Payment): Promise<string> {
  const refundCount = payment.refundCount + 1;
  await transaction.put('payments', { ...payment, refundCount });
  return `${payment._id}R${refundCount}`;
}

/** WeChat Pay is asked by this errand. */
export const refundErrand = (
  transaction: Transaction,
  orderId: string,
  outRefundNo: string,
  now: number,
): Promise<void> =>
  enqueue(transaction, [{ kind: 'refund', payload: { outRefundNo } }], {
    ...{ orderId, cause: `refund:${outRefundNo}`, now },
  });

/** The row under the payment's next number. */
async function addRefund(
  transaction: Transaction,
  { _id: outTradeNo, orderId, packageId, ofOrder, amountFen: totalFen, door }: Payment,
  { outRefundNo, amountFen }: { readonly outRefundNo: string; readonly amountFen: number },
  now: number,
  reason: string,
): Promise<void> {
  await transaction.add('refunds', {
    _id: outRefundNo,
    orderId,
    ...(packageId !== undefined && { packageId }),
    ...(door && { door }),
    outTradeNo,
    amountFen,
    totalFen,
    ofOrder,
    state: 'requested',
    reason,
    refundId: '',
    createdAt: now,
    nextQueryAt: now,
    arrivedAt: null,
  } satisfies Refund);
}

/** WeChat Pay closed the first one, so its number is used up: the same debt under the payment's next number. */
export async function replaceRefund(transaction: Transaction, closed: Refund, now: number): Promise<void> {
  const payment = await transaction.get<Payment>('payments', closed.outTradeNo);
  if (!payment) throw new Error(`refund ${closed._id} of no payment`);
  await transaction.put('refunds', { ...closed, state: 'replaced' });
  const { orderId, amountFen, reason } = closed;
  const outRefundNo = await nextNumber(transaction, payment);
  await addRefund(transaction, payment, { outRefundNo, amountFen }, now, reason);
  await refundErrand(transaction, orderId, outRefundNo, now);
}

/** A person wants it tried again: WeChat Pay never heard of it, so the same number is asked for. */
export async function askRefundAgain(transaction: Transaction, outRefundNo: string): Promise<void> {
  const row = await transaction.get<Refund>('refunds', outRefundNo);
  if (row?.state === 'abnormal' && !row.refundId) await transaction.put('refunds', { ...row, state: 'requested' });
}
