/**
 * Inside a transaction `where().update/remove/count` and `aggregate` silently run outside it, in the cloud too. The
 * emulator cannot refuse what the cloud accepts, but it says so when the same call has a transaction open.
 */
import type { Body } from './adminDatabase';
import { invalidParam } from './envelope';

const STRAYS = new Set(['modifyDocument', 'removeDocument', 'calculateDocument', 'aggregateDocuments']);

/** More open transactions than these are left by functions that never ended them. */
const KEPT = 1000;

/** What no SDK sends with a transaction: collections cannot be made inside one, and these reads know none. */
const NEVER_INSIDE = new Set([
  'addCollection',
  'calculateDocument',
  'aggregateDocuments',
  'countDocument',
  'aggregate',
]);

/** Refuses what would otherwise silently run outside the transaction that the request names. */
export function refuseOutside(action: string, body: Body): void {
  const name = action.slice('database.'.length);
  if (body.transactionId !== undefined && NEVER_INSIDE.has(name)) {
    throw invalidParam(`${name} cannot run inside a transaction`);
  }
}

export class TransactionStrays {
  private readonly callOfTransaction = new Map<string, string>();

  constructor(private readonly log: (line: string) => void) {}

  /** Looks at one request of a function and its answer. */
  notice(action: string, body: Body, answer: { transactionId?: unknown }): void {
    const call = String(body.tcb_sessionToken ?? '');
    if (!call) return;
    const name = action.slice('database.'.length);
    if (name === 'startTransaction') this.remember(String(answer.transactionId), call);
    else if (name === 'commitTransaction' || name === 'abortTransaction') {
      this.callOfTransaction.delete(String(body.transactionId));
    } else if (STRAYS.has(name) && body.queryType !== 'DOC' && !body.transactionId && this.isOpenFor(call)) {
      this.log(`warning: ${name} on ${String(body.collectionName)} runs OUTSIDE the transaction this call has open`);
    }
  }

  /** Transactions that nobody ended are forgotten, the oldest first. */
  private remember(transaction: string, call: string): void {
    this.callOfTransaction.set(transaction, call);
    const [oldest] = this.callOfTransaction.keys();
    if (this.callOfTransaction.size > KEPT && oldest !== undefined) this.callOfTransaction.delete(oldest);
  }

  private isOpenFor(call: string): boolean {
    return [...this.callOfTransaction.values()].includes(call);
  }
}
