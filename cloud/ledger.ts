import { assertBalanced, type Entry } from '#domain/payment/ledger';
import type { Transaction } from './transact';

/** A document of `ledgerEntries`. Append-only: what was wrong is put right by another entry. */
export type LedgerRow = Entry & { readonly _id: string };

/** Books entries in the transaction that causes them. The same cause cannot be booked twice: its id exists. */
export async function book(transaction: Transaction, ...entries: readonly Entry[]): Promise<void> {
  entries.forEach(assertBalanced);
  await transaction.addAll(
    'ledgerEntries',
    entries.map((entry): LedgerRow => ({ ...entry, _id: `${entry.orderId}:${entry.cause}` })),
  );
}
