import type { PayoutView } from '#contract/ownIncome';
import { AppError } from '@/cloud/app-error';
import { strings } from '@/strings/income';

interface Wanted {
  readonly mchId: string;
  readonly appId: string;
  readonly package: string;
  readonly success: () => void;
  readonly fail: (error: { readonly errMsg?: string }) => void;
}
// Younger than Taro's types.
declare const wx: { readonly requestMerchantTransfer?: (wanted: Wanted) => void };

export function receive(transfer: NonNullable<PayoutView['transfer']>): Promise<boolean> {
  const ask = wx.requestMerchantTransfer;
  if (typeof ask !== 'function') throw new AppError('DEVICE', strings.receive.tooOld);
  return new Promise((resolve) =>
    ask({
      ...transfer,
      success: () => resolve(true),
      fail: (error) => {
        console.warn('requestMerchantTransfer', error);
        // Cancelled is her choice; anything else may have gone through: the server is asked.
        resolve(!/cancel/i.test(error.errMsg ?? ''));
      },
    }),
  );
}
