import { AppError } from '@/cloud/app-error';
import { site } from '@/cloud/site.h5';
import { strings } from '@/strings/insurance';
import { openVoucher } from './sheet';

/** A browser has no voucher. On the desk a sheet stands for its page; elsewhere it is said where to go. */
export function showVoucher(): Promise<string | null> {
  if (!__DEVELOPMENT__ || !site().voucherBase) throw new AppError('DEVICE', strings.notInBrowser);
  return new Promise((resolve) => {
    openVoucher.value = (code) => {
      openVoucher.value = null;
      resolve(code);
    };
  });
}
