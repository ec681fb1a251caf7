/** Carries out the insurance's part of a refund: the office first (6203), then the payer's own part, then WeChat Pay is told. */
import { refundArrived } from '#domain/order/pay';
import { insuredRefundedEntry } from '#domain/payment/insurance/entries';
import { insuredFen } from '#domain/payment/insurance/settled';
import { Refusal } from '#domain/refusal';
import { db, read } from '../database';
import { invoiceAfterRefund } from '../invoices/afterRefund';
import { book } from '../ledger';
import { tell } from '../messages';
import { changeOrder, type Change } from '../orders';
import { poke } from '../functions';
import { refundErrand } from '../refundRequests';
import type { Transaction } from '../transact';
import { tellMixRefund } from '../weChatPay/medIns';
import { takeBack } from './gateway';
import type { InsuranceRefund } from './refundRequests';

/** An errand of the outbox: each step under the refund's own number, so that trying again repeats nothing. */
export async function takeBackInsured(outRefundNo: string, now: number): Promise<void> {
  const row = await read<InsuranceRefund>('insuranceRefunds', outRefundNo);
  if (!row) throw new Refusal('NOT_FOUND', { outRefundNo });
  if (row.state === 'requested') {
    const { payOrderId, govFen, selfFen, otherFen } = row;
    await takeBack({ payOrderId, outRefundNo, govFen, selfFen, otherFen }, now);
    await noteReversed(row, now);
    if (row.cashFen > 0) await poke('outboxTimer');
  }
  if (row.state === 'told') return;
  const { mixTradeNo, govFen, selfFen, otherFen, reversedAt } = row;
  await tellMixRefund({ mixTradeNo, outRefundNo, govFen, selfFen, otherFen, at: reversedAt ?? now });
  await db.collection('insuranceRefunds').where({ _id: outRefundNo, state: 'reversed' }).update({ state: 'told' });
}

const noteReversed = ({ _id, orderId }: InsuranceRefund, now: number) =>
  changeOrder(orderId, async (order, transaction): Promise<Change> => {
    const row = await transaction.get<InsuranceRefund>('insuranceRefunds', _id);
    if (row?.state !== 'requested') return { order, fact: null };
    await transaction.put('insuranceRefunds', { ...row, state: 'reversed', reversedAt: now });
    await bookReversed(transaction, row, now);
    if (row.cashFen > 0) await refundErrand(transaction, orderId, _id, now);
    if (!row.ofOrder) return { order, fact: null };
    await invoiceAfterRefund(transaction, orderId, _id, now);
    const decision = refundArrived(order, insuredFen(row), now, true);
    return { ...decision, effects: tell('patient', decision.order, 'refundIssued', '医保支付的部分已退回医保账户') };
  });

const bookReversed = (transaction: Transaction, row: InsuranceRefund, now: number): Promise<void> =>
  book(
    transaction,
    insuredRefundedEntry({ orderId: row.orderId, outRefundNo: row._id, insuredFen: insuredFen(row) }, now),
  );
