import { WriteSet } from '../write/writeSet';

/** An open transaction. Its snapshot is taken by its first operation, not by its start. */
export class Transaction {
  readonly writes = new WriteSet(true);
  operations = 0;
  /** An operation is running: the platform answers a second one with TransactionBusy. */
  busy = false;
  /** Settles when it has committed, aborted or died: what plain writes to its documents wait for. */
  readonly ended: Promise<void>;
  private settle!: () => void;

  constructor(
    readonly id: string,
    readonly startedAtMs: number,
  ) {
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  end(): void {
    this.writes.release();
    this.settle();
  }
}
