import type { PaymentPart } from '#contract/orders';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { strings } from '@/strings/order-payment';
import { lookUntilPaid } from './look-until-paid';
import type { PaymentOutcome } from './outcome';
import { requestPayment } from './request-payment';

/** The server's ways to say that this was paid already, perhaps on another phone of the family. */
const PAID_ALREADY: readonly string[] = ['NOTHING_TO_PAY', 'PAID_TWICE'];

/**
 * Pays one part. The phone's word proves nothing, neither "paid" nor "failed": after each the order is looked at, and only
 * when the server knows of no money is it said that there was none. `look` lets the screen follow meanwhile.
 */
export async function pay(orderId: string, part: PaymentPart, look: () => void): Promise<void> {
  const { paidFen } = await call('readOrder', { orderId });
  const asked = await call('payOrder', { orderId, part }).catch((error: unknown) => {
    if (!(error instanceof AppError) || !PAID_ALREADY.includes(error.code)) throw error;
    look();
    throw new AppError('NOTHING_TO_PAY', strings.paidAlready);
  });
  const outcome = await requestPayment(asked.payment, asked.amountFen);
  await lookFor(orderId, paidFen + asked.amountFen, outcome, look);
}

/** The order is looked at until the server knows of so much money, as often as the phone's word is worth. */
export async function lookFor(orderId: string, fen: number, outcome: PaymentOutcome, look: () => void): Promise<void> {
  await lookUntilPaid(outcome, async () => {
    const order = await call('readOrder', { orderId });
    look();
    return order.paidFen >= fen;
  });
}
