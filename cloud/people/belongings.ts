/**
 * The first thing that belongs to an account closes the way to joining it to another one (ACCOUNTS_BOTH_USED). Both write the
 * account's document, so of the two at the same instant one runs again and sees the other: nothing is left in a closed account.
 */
import { Refusal } from '#domain/refusal';
import type { UserDocument } from '../accounts';
import type { Transaction } from '../transact';

/** In the transaction that gives the account something it would miss. */
export async function noteBelonging(transaction: Transaction, userId: string): Promise<void> {
  const user = await transaction.get<UserDocument>('users', userId);
  // Joined since the call began: the next call comes in through the other account.
  if (!user || user.mergedInto) throw new Refusal('NOT_SIGNED_IN');
  await transaction.increment('users', userId, 'belongings');
}
