/** Money on its way back: carried out after the transaction that decided it, finished when WeChat Pay says so. */
import { refundArrived } from '#domain/order/pay';
import { refundSucceededEntry } from '#domain/payment/ledger';
import { Refusal } from '#domain/refusal';
import { db, read } from './database';
import { book } from './ledger';
import { tell } from './messages';
import { changeOrder } from './orders';
import { enqueue } from './outbox';
import type { Refund } from './refundRequests';
import { refund as askRefund } from './weChatPay';
import type { RefundState } from './weChatPay/transaction';

const FIRST_QUERY_AFTER_MS = 60_000;

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

/** WeChat Pay would not take the refund for days: it waits for a person now, like one that did not go through. */
export async function giveUpRefund(outRefundNo: string): Promise<void> {
  await db.collection('refunds').where({ _id: outRefundNo, state: 'requested' }).update({ state: 'abnormal' });
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
    await transaction.put('refunds', { ...row, state: 'succeeded', refundId, arrivedAt: now });
    await book(transaction, refundSucceededEntry({ orderId, outRefundNo, amountFen: row.amountFen }, now));
    if (row.ofOrder) {
      const decision = refundArrived(order, row.amountFen, now);
      return { ...decision, effects: tell('patient', decision.order, 'refundIssued', '退款已原路退回，请查收') };
    }
    // The order never counted this money, so it does not change; the payer is told all the same.
    const cause = `refundArrived:${outRefundNo}`;
    await enqueue(transaction, tell('patient', order, 'refundIssued', '多付的款项已原路退回'), { orderId, cause, now });
    return { order, fact: null };
  });
  return outcome;
}

async function refundByNo(outRefundNo: string): Promise<Refund> {
  const row = await read<Refund>('refunds', outRefundNo);
  if (!row) throw new Refusal('NOT_FOUND', { outRefundNo });
  return row;
}
