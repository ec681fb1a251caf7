import type { OrderView, PaymentPart } from '#contract/orders';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { strings } from '@/strings/order-payment';
import { UNPAID_WORDS, type PaymentOutcome } from './outcome';
import { requestPayment } from './request-payment';

/** How often the server is asked after each outcome: money the phone speaks of is waited for, other money is looked for once. */
const LOOKS: Readonly<Record<PaymentOutcome, number>> = { confirmed: 15, unanswered: 15, failed: 2, cancelled: 1 };
const BETWEEN_LOOKS_MS = 1_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
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
  const isPaid = (order: OrderView) => order.paidFen >= paidFen + asked.amountFen;
  for (let n = 0; n < LOOKS[outcome]; n += 1) {
    if (n > 0) await pause(BETWEEN_LOOKS_MS);
    const order = await call('readOrder', { orderId });
    look();
    if (isPaid(order)) return;
  }
  throw new AppError(outcome === 'confirmed' ? 'UNREACHABLE' : 'DEVICE', UNPAID_WORDS[outcome]);
}
