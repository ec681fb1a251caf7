import type { Committer } from '../committer';
import { transactionConflict } from '../refusals';
import type { Transactions } from '../transaction/transactions';
import { Blocked, WriteSet } from './writeSet';

/** How long a plain write waits for a transaction that holds its document. */
const maxWaitMs = 5_000;

async function waitFor(ended: Promise<void>, remainingMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(transactionConflict()), Math.max(0, remainingMs));
  });
  try {
    await Promise.race([ended, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A write outside transactions: staged and published in one turn. Meeting a lock it waits and begins again. When it
 * fails on the way, the documents before the failing one stay written, as MongoDB leaves them.
 */
export async function writePlainly<T>(
  transactions: Transactions,
  committer: Committer,
  operation: (writes: WriteSet) => T,
): Promise<T> {
  const deadline = performance.now() + maxWaitMs;
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
      await waitFor(transactions.endedOf(cause.holder), deadline - performance.now());
      continue;
    }
    await committer.commit(writes);
    return result;
  }
}
