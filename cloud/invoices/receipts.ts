import type { Order } from '#domain/order/order';
import { receiptSheet } from '#domain/invoice/receipt';
import { db, rows } from '../database';
import { pdfOf } from '../documents/pdf';
import type { Payment } from '../payments';
import type { Refund } from '../refundRequests';
import { invoicing } from './invoices';

/** More payments or refunds than this no order has. */
const MOST = 100;

/** The receipt of an order as it stands now. Money paid by mistake beside the order, and sent back, is not on it. */
export async function receiptPdf(order: Order, now: number): Promise<Buffer> {
  const of = (collection: string) => db.collection(collection).where({ orderId: order._id, ofOrder: true });
  const [payments, refunds, { sellerName }] = await Promise.all([
    rows<Payment>(of('payments'), MOST, 'payments'),
    rows<Refund>(of('refunds'), MOST, 'refunds'),
    invoicing(),
  ]);
  const paid = payments.flatMap(({ state, paidAt, part, amountFen, transactionId }) =>
    state === 'paid' && paidAt !== null ? [{ part, amountFen, paidAt, transactionId }] : [],
  );
  const back = refunds.map(({ amountFen, arrivedAt, createdAt }) => ({
    ...{ amountFen, at: arrivedAt ?? createdAt, hasArrived: arrivedAt !== null },
  }));
  return pdfOf(receiptSheet({ order, payments: paid, refunds: back, issuer: sellerName }, now));
}
