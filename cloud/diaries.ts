/**
 * A nurse's diary is where everybody meets who binds her and everybody who changes whether she may be bound: of two at once one
 * runs again and sees what the other did. Without it each would read the other's document as it was before.
 */
import type { Transaction } from './transact';

/** `lastOrderId`: bound for it. `changedAt`: her plan, her papers, her consents are no longer what they were. */
type Entry = { readonly lastOrderId: string } | { readonly changedAt: number };

export const meetInDiary = (transaction: Transaction, nurseId: string, entry: Entry): Promise<void> =>
  transaction.put('diaries', { _id: nurseId, ...entry });
