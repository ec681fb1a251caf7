import type { Change, Commit } from './engine';
import { collectionMissing, requestFailed } from './refusals';
import type { Operation } from './store/record';
import type { Store } from './store/store';
import type { WriteSet } from './write/writeSet';

type Listener = (commit: Commit) => void;

/** The one place where anything becomes visible: memory first, then the log, then listeners and the caller. */
export class Committer {
  private readonly listeners = new Set<Listener>();
  private failure: Error | undefined;
  private closed = false;

  constructor(
    private readonly store: Store,
    /** Number of the last commit. */
    public sequence: number,
    private readonly keepPast: () => boolean,
  ) {}

  onCommit(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  assertWritable(): void {
    if (this.closed) throw requestFailed('the database is closed');
    if (this.failure) throw requestFailed(`the log cannot be written, restart the emulator: ${this.failure.message}`);
  }

  close(): void {
    this.closed = true;
  }

  /** Publishes staged changes at once; settles when they are durable and told to the listeners. */
  commit(writes: WriteSet): Promise<void> {
    const steps = [...writes.steps()];
    if (steps.length === 0) return Promise.resolve();
    this.assertWritable();
    const gone = steps.find(({ collection }) => collection.dropped);
    if (gone) throw collectionMissing(gone.collection.name);
    this.sequence += 1;
    const { sequence } = this;
    const keepPast = this.keepPast();
    for (const { collection, change } of steps) collection.apply(change.id, change.after, sequence, keepPast);
    const changes = steps.map(({ change }) => change);
    const operations = changes.map(({ collection, id, after }): Operation =>
      after ? { put: after, in: collection } : { remove: id, in: collection },
    );
    return this.log(sequence, operations).then(() => this.tell({ sequence, changes }));
  }

  /** A change of the collections themselves, after `apply` has made it in memory; `changes` are what listeners hear. */
  async define(operation: Operation, apply: () => void, changes: readonly Change[] = []): Promise<void> {
    this.assertWritable();
    apply();
    this.sequence += 1;
    const { sequence } = this;
    await this.log(sequence, [operation]);
    if (changes.length > 0) this.tell({ sequence, changes });
  }

  private async log(sequence: number, operations: readonly Operation[]): Promise<void> {
    try {
      await this.store.append({ sequence, operations });
    } catch (cause) {
      this.failure ??= cause as Error;
      throw requestFailed(`the log cannot be written: ${(cause as Error).message}`);
    }
  }

  private tell(commit: Commit): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(commit);
      } catch (cause) {
        // The commit stands whatever a listener makes of it; its mistake must still be seen.
        queueMicrotask(() => {
          throw cause;
        });
      }
    }
  }
}
