import { read } from '../database';
import type { Payment } from '../payments';
import type { Refund } from '../refundRequests';
import type { DifferenceRow } from './reconcileDay';

/** Null: our books know no such payment or refund, and so neither an order nor a package of it. */
export async function moneyOfDifference(differenceId: string): Promise<Payment | Refund | null> {
  const difference = await read<DifferenceRow>('reconciliationDifferences', differenceId);
  if (!difference) return null;
  return read<Payment | Refund>(difference.move === 'payment' ? 'payments' : 'refunds', difference.number);
}
