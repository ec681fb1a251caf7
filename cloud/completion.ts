/** What the end of an order means for the books and the nurse, whichever step it was that completed it. */
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { completedEntry } from '#domain/payment/ledger';
import { book } from './ledger';
import type { Transaction } from './transact';

/** Books what was earned and counts the visit, if this change completed the order. Part of the change's transaction. */
export async function noteCompletion(
  transaction: Transaction,
  before: Order,
  after: Order,
  now: number,
  p: OperationParameters,
): Promise<void> {
  if (before.status === 'completed' || after.status !== 'completed') return;
  await book(transaction, completedEntry(after, now, p.price));
  const counted = after.nurseId !== null && (await transaction.increment('nurses', after.nurseId, 'completedVisits'));
  if (!counted) throw new Error(`order ${after._id} completed without a nurse`);
}
