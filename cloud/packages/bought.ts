/** The money for a package has come, or did not. */
import type { OperationParameters } from '#domain/operations/parameters';
import { type CarePackage, letGo, paid } from '#domain/payment/packages/carePackage';
import { packagePaidEntry } from '#domain/payment/packages/packageEntries';
import { yearTimeText } from '#domain/schedule/beijing';
import { read } from '../database';
import { book } from '../ledger';
import type { Payment } from '../payments';
import { refundPart } from '../refundRequests';
import type { SettleOutcome } from '../settlement';
import { transact } from '../transact';
import { tellOwner } from './told';

/** Once, however often we hear of it. Money for a package that was let go meanwhile goes back by itself. */
export function settlePackage(
  { _id: outTradeNo, packageId = '' }: Payment,
  transactionId: string,
  now: number,
  p: OperationParameters,
): Promise<SettleOutcome> {
  return transact<SettleOutcome>(async (transaction) => {
    const current = await transaction.get<Payment>('payments', outTradeNo);
    const one = await transaction.get<CarePackage>('packages', packageId);
    if (!one) throw new Error(`payment ${outTradeNo} of no package`);
    if (!current || current.state === 'paid') return 'repeated';
    const payment: Payment = { ...current, state: 'paid', transactionId, paidAt: now };
    const { amountFen } = payment;
    await book(transaction, packagePaidEntry({ packageId, outTradeNo, amountFen }, now));
    const after = paid(one, now, p.packages);
    if (!after) {
      await refundPart(transaction, { ...payment, ofOrder: false }, amountFen, now, '重复支付退款');
      return 'sentBack';
    }
    await transaction.put('payments', payment);
    await transaction.put('packages', after);
    const lastDay = yearTimeText((after.validUntil ?? now) - 1).split(' ')[0] ?? '';
    await tellOwner(transaction, after, { note: `已买好，可用到${lastDay}`, cause: `paid:${outTradeNo}` }, now);
    return 'settled';
  });
}

/** Whether its request for money is still to be paid. */
export const isWaitedFor = async (packageId: string): Promise<boolean> =>
  (await read<CarePackage>('packages', packageId))?.state === 'unpaid';

/** False: it was paid, or has time left. */
export const letPackageGo = (packageId: string, now: number): Promise<boolean> =>
  transact(async (transaction) => {
    const one = await transaction.get<CarePackage>('packages', packageId);
    const after = one && letGo(one, now);
    if (after) await transaction.put('packages', after);
    return after !== null;
  });
