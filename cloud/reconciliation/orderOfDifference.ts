import { read } from '../database';
import type { Payment } from '../payments';
import type { Refund } from '../refundRequests';
import type { DifferenceRow } from './reconcileDay';

/** Null: our books know no such payment or refund, and so no order of it. */
export async function orderOfDifference(differenceId: string): Promise<string | null> {
  const difference = await read<DifferenceRow>('reconciliationDifferences', differenceId);
  if (!difference) return null;
  const collection = difference.move === 'payment' ? 'payments' : 'refunds';
  return (await read<Payment | Refund>(collection, difference.number))?.orderId ?? null;
}
