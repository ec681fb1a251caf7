import type { LedgerRow } from '#cloud/ledger';
import type { Payment } from '#cloud/payments';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { completedEntry, paidEntry } from '#domain/payment/ledger';
import { starBonusEntry } from '#domain/payment/starEntries';

/** The entries of a visit that was paid at once and completed. */
export function book(order: Order, payment: Payment, completedAt: number, p: OperationParameters): LedgerRow[] {
  const paid = paidEntry(
    { orderId: order._id, outTradeNo: payment._id, amountFen: payment.amountFen },
    payment.paidAt ?? completedAt,
  );
  const bonus = starBonusEntry(order, completedAt);
  return [paid, completedEntry(order, completedAt, p.price), ...(bonus ? [bonus] : [])].map((entry) => ({
    ...entry,
    _id: `${entry.orderId}:${entry.cause}`,
  }));
}
