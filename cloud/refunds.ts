/** Money on its way back. Decided inside a transaction, carried out after it, finished when WeChat Pay says so. */
import type { Order } from '#domain/order/order';
import { refundArrived } from '#domain/order/pay';
import { refundRequestedEntry, refundSucceededEntry } from '#domain/payment/ledger';
import { Refusal } from '#domain/refusal';
import { db, read } from './database';
import { book } from './ledger';
import { tell } from './messages';
import { changeOrder } from './orders';
import { enqueue } from './outbox';
import type { Payment } from './payments';
import type { Transaction } from './transact';
import { refund as askRefund } from './weChatPay';
import type { RefundState } from './weChatPay/transaction';

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

const FIRST_QUERY_AFTER_MS = 60_000;

/** Spreads what goes back over what was paid, newest payment first, in the transaction that decided the refund. */
export async function requestRefunds(
  transaction: Transaction,
  order: Pick<Order, '_id'>,
  refundFen: number,
  now: number,
): Promise<void> {
  const found = await transaction.find<Payment>('payments', { orderId: order._id });
  const paid = found.filter(({ state, ofOrder }) => state === 'paid' && ofOrder);
  let leftFen = refundFen;
  for (const payment of paid.sort((a, b) => (b.paidAt ?? 0) - (a.paidAt ?? 0))) {
    const amountFen = Math.min(leftFen, payment.amountFen - payment.refundFen);
    if (amountFen > 0) await refundPart(transaction, payment, amountFen, now);
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
    reason: ofOrder ? '订单取消退款' : '重复支付退款',
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

/** Asks WeChat Pay; asking again under the same number does no harm. */
export async function carryOutRefund(outRefundNo: string, now: number): Promise<void> {
  const row = await refundByNo(outRefundNo);
  if (row.state !== 'requested') return;
  const { outTradeNo, amountFen, totalFen, reason } = row;
  const answered = await askRefund({ outTradeNo, outRefundNo, amountFen, totalFen, reason });
  await db
    .collection('refunds')
    .where({ _id: outRefundNo, state: 'requested' })
    .update({ state: 'processing', refundId: answered.refund_id, nextQueryAt: now + FIRST_QUERY_AFTER_MS });
  await noteRefund(answered, now);
}

export type RefundOutcome = 'succeeded' | 'repeated' | 'abnormal' | 'processing';

/** What WeChat Pay says about a refund, by notification, by query or at once. Hearing it again changes nothing. */
export async function noteRefund(said: RefundState, now: number): Promise<RefundOutcome> {
  const row = await refundByNo(said.out_refund_no);
  if (said.amount.refund !== row.amountFen || said.out_trade_no !== row.outTradeNo) {
    throw new Refusal('AMOUNT_MISMATCH', {
      outRefundNo: row._id,
      expectedFen: row.amountFen,
      saidFen: said.amount.refund,
    });
  }
  if (row.state === 'succeeded') return 'repeated';
  if (said.status === 'PROCESSING') return 'processing';
  if (said.status === 'SUCCESS') return arrived(row._id, said.refund_id, now);
  // ABNORMAL or CLOSED: the money did not go back by itself; a person must look at it.
  console.error(JSON.stringify({ refund: row._id, status: said.status }));
  await db
    .collection('refunds')
    .where({ _id: row._id, state: row.state })
    .update({ state: 'abnormal', refundId: said.refund_id });
  return 'abnormal';
}

async function arrived(outRefundNo: string, refundId: string, now: number): Promise<RefundOutcome> {
  const { orderId } = await refundByNo(outRefundNo);
  let outcome: RefundOutcome = 'succeeded';
  await changeOrder(orderId, async (order, transaction) => {
    const row = await transaction.get<Refund>('refunds', outRefundNo);
    outcome = row && row.state !== 'succeeded' ? 'succeeded' : 'repeated';
    if (!row || outcome === 'repeated') return { order, fact: null };
    const decision = row.ofOrder ? refundArrived(order, row.amountFen, now) : { order, fact: null };
    await transaction.put('refunds', { ...row, state: 'succeeded', refundId, arrivedAt: now });
    await book(transaction, refundSucceededEntry({ orderId, outRefundNo, amountFen: row.amountFen }, now));
    const effects = decision.fact ? tell('patient', decision.order, 'refundIssued', '退款已原路退回，请查收') : [];
    return { ...decision, effects };
  });
  return outcome;
}

async function refundByNo(outRefundNo: string): Promise<Refund> {
  const row = await read<Refund>('refunds', outRefundNo);
  if (!row) throw new Refusal('NOT_FOUND', { outRefundNo });
  return row;
}
