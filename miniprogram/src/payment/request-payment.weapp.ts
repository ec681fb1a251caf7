import Taro from '@tarojs/taro';
import type { PayOrderReply } from '#contract/payOrder';
import { AppError } from '@/cloud/app-error';

export async function requestPayment(payment: PayOrderReply['payment']): Promise<'confirmed' | 'cancelled'> {
  try {
    await Taro.requestPayment({ ...payment });
    return 'confirmed';
  } catch (error) {
    if (/cancel/.test(String((error as { errMsg?: string }).errMsg))) return 'cancelled';
    console.warn('requestPayment', error);
    throw new AppError('DEVICE', '微信支付没有成功，钱没有扣。请再试一次');
  }
}
