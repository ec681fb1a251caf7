/**
 * Inside a transaction `where().update/remove/count` and `aggregate` silently run outside it, in the cloud too. The
 * emulator cannot refuse what the cloud accepts, but it says so when the same call has a transaction open.
 */
import type { Body } from './adminDatabase';

const STRAYS = new Set(['modifyDocument', 'removeDocument', 'calculateDocument', 'aggregateDocuments']);

export class TransactionStrays {
  private readonly callOfTransaction = new Map<string, string>();

  constructor(private readonly log: (line: string) => void) {}

  /** Looks at one request of a function and its answer. */
  notice(action: string, body: Body, answer: { transactionId?: unknown }): void {
    const call = String(body.tcb_sessionToken ?? '');
    if (!call) return;
    const name = action.slice('database.'.length);
    if (name === 'startTransaction') this.callOfTransaction.set(String(answer.transactionId), call);
    else if (name === 'commitTransaction' || name === 'abortTransaction') {
      this.callOfTransaction.delete(String(body.transactionId));
    } else if (STRAYS.has(name) && body.queryType !== 'DOC' && !body.transactionId && this.isOpenFor(call)) {
      this.log(`warning: ${name} on ${String(body.collectionName)} runs OUTSIDE the transaction this call has open`);
    }
  }

  private isOpenFor(call: string): boolean {
    return [...this.callOfTransaction.values()].includes(call);
  }
}
