import type { PayOrderReply } from '#contract/payOrder';
import { AppError } from '@/cloud/app-error';
import { site } from '@/cloud/site.h5';
import { strings } from '@/strings/order-payment';
import { showSheet } from './sheet';

/** A browser has no wx.requestPayment. On the desk a sheet stands for it; elsewhere it is said where to pay. */
export async function requestPayment(
  payment: PayOrderReply['payment'],
  amountFen: number,
): Promise<'confirmed' | 'cancelled'> {
  const { payBase } = site();
  if (__DEVELOPMENT__ && payBase) return showSheet(payment, amountFen);
  throw new AppError('DEVICE', strings.notInBrowser);
}
