import type { Committer } from '../committer';
import type { Transactions } from '../transaction/transactions';
import { Blocked, WriteSet } from './writeSet';

/**
 * A write outside transactions: staged and published in one turn. Meeting a document or unique key that a transaction
 * holds, it waits until that transaction has ended and begins again, as MongoDB does
 * (https://www.mongodb.com/docs/v4.4/core/transactions-production-consideration/#in-progress-transactions-and-write-conflicts).
 * It holds nothing while it waits, and a transaction never waits for anything: there can be no deadlock. Writers wake in
 * the order in which they came, before the next request is read, so none is overtaken for ever.
 *
 * When it fails on the way, the documents before the failing one stay written, as MongoDB leaves them.
 */
export async function writePlainly<T>(
  transactions: Transactions,
  committer: Committer,
  operation: (writes: WriteSet) => T,
): Promise<T> {
  for (;;) {
    committer.assertWritable();
    const writes = new WriteSet(false);
    let result: T;
    try {
      result = operation(writes);
    } catch (cause) {
      if (!(cause instanceof Blocked)) {
        await committer.commit(writes);
        throw cause;
      }
      await transactions.endedOf(cause.holder);
      continue;
    }
    await committer.commit(writes);
    return result;
  }
}
