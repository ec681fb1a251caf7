import { assertBalanced, type Entry } from '#domain/payment/ledger';
import type { Transaction } from './transact';

/** A document of `ledgerEntries`. Append-only: what was wrong is put right by another entry. */
export type LedgerRow = Entry & { readonly _id: string };

/** Books an entry in the transaction that causes it. The same cause cannot be booked twice: its id exists. */
export async function book(transaction: Transaction, entry: Entry): Promise<void> {
  assertBalanced(entry);
  await transaction.add('ledgerEntries', { ...entry, _id: `${entry.orderId}:${entry.cause}` } satisfies LedgerRow);
}
