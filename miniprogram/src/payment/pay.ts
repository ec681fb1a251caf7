import type { PaymentPart } from '#contract/orders';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { requestPayment } from './request-payment';

const LOOKS = 15;
const BETWEEN_LOOKS_MS = 1_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Pays one part. The phone's "paid" proves nothing: the order is looked at until the server has heard from WeChat Pay.
 * `look` lets the screen follow meanwhile.
 */
export async function pay(orderId: string, part: PaymentPart, look: () => void): Promise<void> {
  const { paidFen } = await call('readOrder', { orderId });
  const { payment, amountFen } = await call('payOrder', { orderId, part });
  if ((await requestPayment(payment, amountFen)) === 'cancelled') return;
  for (let n = 0; n < LOOKS; n += 1) {
    const order = await call('readOrder', { orderId });
    look();
    if (order.paidFen >= paidFen + amountFen) return;
    await pause(BETWEEN_LOOKS_MS);
  }
  throw new AppError('UNREACHABLE', '付款已提交，微信还没有通知我们。请稍等，不要重复付款');
}
