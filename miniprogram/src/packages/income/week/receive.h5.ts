import Taro from '@tarojs/taro';
import type { PayoutView } from '#contract/ownIncome';
import { yuan } from '#domain/payment/fen';
import { AppError } from '@/cloud/app-error';
import { site } from '@/cloud/site.h5';
import { strings } from '@/strings/income';

/** A browser has no wx.requestMerchantTransfer. On the desk a question stands for it; elsewhere it is said where to go. */
export async function receive(transfer: NonNullable<PayoutView['transfer']>, amountFen: number): Promise<boolean> {
  const { payBase } = site();
  if (!__DEVELOPMENT__ || !payBase) throw new AppError('DEVICE', strings.receive.notInBrowser);
  const content = strings.receive.simulatedWords({ yuan: yuan(amountFen) });
  const { confirm } = await Taro.showModal({ title: strings.receive.simulated, content });
  if (!confirm) return false;
  const body = JSON.stringify(transfer);
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${payBase}/_pay/receive`, { method: 'POST', headers, body });
  const { message } = (await answer.json()) as { message?: string };
  if (!answer.ok) throw new AppError('DEVICE', message ?? strings.week.later);
  return true;
}
