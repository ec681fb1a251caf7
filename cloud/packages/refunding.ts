/** Money of packages that goes back: to whoever paid, by the same way as that of orders. */
import { type CarePackage, refundUnused } from '#domain/payment/packages/carePackage';
import { Refusal } from '#domain/refusal';
import { poke } from '../functions';
import type { Payment } from '../payments';
import { refundPart } from '../refundRequests';
import { transact, type Transaction } from '../transact';

/** In the transaction that decided it; the package's own document is the caller's to write. */
export async function sendBack(
  transaction: Transaction,
  packageId: string,
  refundFen: number,
  now: number,
): Promise<void> {
  const found = await transaction.find<Payment>('payments', { packageId });
  const payment = found.find(({ state, ofOrder }) => state === 'paid' && ofOrder);
  if (!payment || payment.refundFen + refundFen > payment.amountFen)
    throw new Error(`package ${packageId}: ${refundFen} fen to refund were never paid`);
  await refundPart(transaction, payment, refundFen, now, '套餐退款');
}

/** The owner wants the unused visits' money back, as much as she was shown; what changed meanwhile is shown anew. */
export async function refundPackage(
  { packageId, expectedFen }: { readonly packageId: string; readonly expectedFen: number },
  userId: string,
  now: number,
): Promise<void> {
  await transact(async (transaction) => {
    const one = await ownPackage(transaction, packageId, userId);
    const { after, refundFen } = refundUnused(one);
    if (refundFen !== expectedFen) throw new Refusal('TERMS_CHANGED', { refundFen, expectedFen });
    await transaction.put('packages', after);
    await sendBack(transaction, packageId, refundFen, now);
  });
  await poke('outboxTimer');
}

/** Other people's packages are not there. */
export async function ownPackage(transaction: Transaction, packageId: string, userId: string): Promise<CarePackage> {
  const one = await transaction.get<CarePackage>('packages', packageId);
  if (one?.ownerUserId !== userId) throw new Refusal('NOT_FOUND', { packageId });
  return one;
}
