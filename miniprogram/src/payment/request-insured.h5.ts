import type { SettledView } from '#contract/ownInsurance';
import { AppError } from '@/cloud/app-error';
import { site } from '@/cloud/site.h5';
import { strings } from '@/strings/insurance';
import { showSheet } from './sheet';

export async function requestInsured({ mixTradeNo, payment, cashFen }: SettledView) {
  if (__DEVELOPMENT__ && site().payBase) return showSheet(payment, cashFen, mixTradeNo);
  throw new AppError('DEVICE', strings.notInBrowser);
}
