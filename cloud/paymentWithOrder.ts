/** A payment and its order as they are now, in one question: what hearing of money begins with. */
import type { Order } from '#domain/order/order';
import type { Payment } from './payments';
import { learnReference, referenceBeside, type ReferenceParts } from './reference';
import { readTogether, type Related } from './together';
import type { Seen } from './transact';

type Parts = ReferenceParts & { orders: Order };

export interface PaymentWithOrder {
  readonly payment: Payment;
  /** For the change of the order that the payment brings. */
  readonly seen: Seen;
}

/** Null: we never asked for such a payment. */
export async function paymentWithOrder(outTradeNo: string, now: number): Promise<PaymentWithOrder | null> {
  const related = { orders: { from: 'orders', foreign: '_id', local: 'orderId' }, ...referenceBeside(now) };
  const found = await readTogether<Payment, Parts>(
    'payments',
    { _id: outTradeNo },
    related as { readonly [K in keyof Parts]: Related },
  );
  if (!found) return null;
  learnReference(found.related, now);
  return { payment: found.anchor, seen: { payments: [found.anchor], orders: found.related.orders } };
}
