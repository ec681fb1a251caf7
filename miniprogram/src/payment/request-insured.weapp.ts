import type { SettledView } from '#contract/ownInsurance';
import { AppError } from '@/cloud/app-error';
import { strings } from '@/strings/insurance';
import { outcomeOf, type PaymentOutcome } from './outcome';

interface Request {
  readonly mixTradeNo: string;
  readonly success: () => void;
  readonly fail: (error: unknown) => void;
}
declare const wx: { readonly requestMedicalInsurancePay?: (options: Request) => void };

/** Taro does not know this interface; with nothing to pay in cash, its fields of a payment are left out. */
export async function requestInsured({ mixTradeNo, payment }: SettledView): Promise<PaymentOutcome> {
  const request = wx.requestMedicalInsurancePay;
  if (typeof request !== 'function') throw new AppError('DEVICE', strings.notInHost);
  try {
    await new Promise<void>((success, fail) => request({ mixTradeNo, ...(payment ?? {}), success, fail }));
    return 'confirmed';
  } catch (error) {
    console.warn('requestMedicalInsurancePay', error);
    return outcomeOf(error);
  }
}
