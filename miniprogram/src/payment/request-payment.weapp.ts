import Taro from '@tarojs/taro';
import type { PayOrderReply } from '#contract/payOrder';
import { AppError } from '@/cloud/app-error';
import { strings } from '@/strings/order-payment';
import { outcomeOf, type PaymentOutcome } from './outcome';

declare const wx: { readonly requestPayment?: unknown };

export async function requestPayment(payment: PayOrderReply['payment']): Promise<PaymentOutcome> {
  if (typeof wx.requestPayment !== 'function') throw new AppError('DEVICE', strings.notInHost);
  try {
    await Taro.requestPayment({ ...payment });
    return 'confirmed';
  } catch (error) {
    console.warn('requestPayment', error);
    return outcomeOf(error);
  }
}
