import { randomUUID } from 'node:crypto';
import { EngineError } from '../engine';
import { transactionBusy, transactionMissing, transactionTooLong } from '../refusals';
import type { WriteSet } from '../write/writeSet';
import { Transaction } from './transaction';

const lifetimeMs = 30_000;
const maxOperations = 100;

/** Errors after which MongoDB has already aborted the transaction. */
const fatalCodes = new Set(['DATABASE_TRANSACTION_CONFLICT', 'DATABASE_REQUEST_FAILED']);

export interface TransactionsOptions {
  /** Real time that nobody can steer: a clock moved by 15 minutes must not end transactions. */
  readonly monotonicMs: () => number;
  /** How long an operation occupies its transaction at least, so that parallel ones are caught every time. */
  readonly occupyMs: number;
  readonly onSnapshotClosed: (oldest: number | undefined) => void;
}

/** The open transactions: life, death and who may use them. */
export class Transactions {
  private readonly open = new Map<string, Transaction>();
  private readonly byWrites = new Map<WriteSet, Transaction>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly options: TransactionsOptions) {}

  start(): string {
    const transaction = new Transaction(randomUUID(), this.options.monotonicMs());
    this.open.set(transaction.id, transaction);
    this.byWrites.set(transaction.writes, transaction);
    const timer = setTimeout(() => this.end(transaction), lifetimeMs);
    timer.unref();
    this.timers.set(transaction.id, timer);
    return transaction.id;
  }

  /** Sequence that the oldest open snapshot sees; undefined when none is open. */
  oldestSnapshot(): number | undefined {
    let oldest: number | undefined;
    for (const { writes } of this.open.values()) {
      if (writes.snapshot !== null && (oldest === undefined || writes.snapshot < oldest)) oldest = writes.snapshot;
    }
    return oldest;
  }

  endedOf(holder: WriteSet): Promise<void> {
    return this.byWrites.get(holder)?.ended ?? Promise.resolve();
  }

  private living(id: string): Transaction {
    const transaction = this.open.get(id);
    if (!transaction) throw transactionMissing();
    if (this.options.monotonicMs() - transaction.startedAtMs >= lifetimeMs) {
      this.end(transaction);
      throw transactionMissing();
    }
    if (transaction.busy) throw transactionBusy();
    return transaction;
  }

  /** Runs one operation inside; whatever MongoDB would die of ends the transaction. */
  async operate<T>(id: string, sequence: number, operation: (writes: WriteSet) => T): Promise<T> {
    const transaction = this.living(id);
    transaction.operations += 1;
    if (transaction.operations > maxOperations) throw transactionTooLong(maxOperations);
    transaction.writes.snapshot ??= sequence;
    transaction.busy = true;
    try {
      const result = operation(transaction.writes);
      await this.occupy();
      return result;
    } catch (cause) {
      if (!(cause instanceof EngineError) || fatalCodes.has(cause.code)) this.end(transaction);
      throw cause;
    } finally {
      transaction.busy = false;
    }
  }

  private occupy(): Promise<void> {
    const { occupyMs } = this.options;
    return new Promise((resolve) => (occupyMs > 0 ? setTimeout(resolve, occupyMs) : setImmediate(resolve)));
  }

  /** Ends it either way; `commit` publishes while the locks are still held. */
  finish<T>(id: string, commit: (writes: WriteSet) => T): T {
    const transaction = this.living(id);
    try {
      return commit(transaction.writes);
    } finally {
      this.end(transaction);
    }
  }

  private end(transaction: Transaction): void {
    if (!this.open.delete(transaction.id)) return;
    clearTimeout(this.timers.get(transaction.id));
    this.timers.delete(transaction.id);
    this.byWrites.delete(transaction.writes);
    transaction.end();
    this.options.onSnapshotClosed(this.oldestSnapshot());
  }

  /** Closing the engine: nothing uncommitted survives. */
  endAll(): void {
    for (const transaction of [...this.open.values()]) this.end(transaction);
  }
}
