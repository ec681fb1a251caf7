/** Money goes back: an invoice over it must not stay. Its errand is written in the refund's transaction. */
import { enqueue } from '../outbox';
import type { Transaction } from '../transact';

export async function invoiceAfterRefund(
  transaction: Transaction,
  orderId: string,
  outRefundNo: string,
  now: number,
): Promise<void> {
  const invoice = await transaction.get<{ readonly _id: string }>('invoices', orderId);
  if (!invoice) return;
  const cause = `invoice:${outRefundNo}`;
  await enqueue(transaction, [{ kind: 'invoice', payload: { orderId } }], { orderId, cause, now });
}
