import * as fs from 'node:fs';
import { frame } from './frame';

export type Sync = 'off' | 'group';

/** Writes a whole buffer however often the system takes only a part of it. */
function writeAll(file: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += fs.writeSync(file, bytes, written);
}

interface Waiting {
  readonly bytes: Buffer;
  resolve(): void;
  reject(cause: Error): void;
}

/**
 * The write-ahead log. Records of one turn of the event loop go out in one write; with `group` one fdatasync covers
 * them all. An append is settled only then. After a failed write nothing more is accepted: memory is ahead of the disk.
 */
export class Log {
  private queue: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private failure: Error | undefined;
  private closed = false;

  constructor(
    private file: number,
    public bytes: number,
    private readonly sync: Sync,
    /** Called between two batches: the moment at which the file may be switched. */
    private readonly betweenBatches: () => void,
  ) {}

  append(text: string): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.closed) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve, reject) => {
      this.queue.push({ bytes: frame(text), resolve, reject });
      this.flushing ??= this.flushSoon();
    });
  }

  private async flushSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.length > 0 && !this.failure) await this.flushBatch();
    this.flushing = undefined;
  }

  private async flushBatch(): Promise<void> {
    const batch = this.queue;
    this.queue = [];
    try {
      this.write(batch);
      if (this.sync === 'group') await this.datasync();
      for (const { resolve } of batch) resolve();
      this.betweenBatches();
    } catch (cause) {
      this.failure = cause as Error;
      for (const { reject } of [...batch, ...this.queue]) reject(this.failure);
      this.queue = [];
    }
  }

  private write(batch: readonly Waiting[]): void {
    const bytes = batch.length === 1 ? (batch[0] as Waiting).bytes : Buffer.concat(batch.map((one) => one.bytes));
    writeAll(this.file, bytes);
    this.bytes += bytes.length;
  }

  private datasync(): Promise<void> {
    const { file } = this;
    return new Promise((resolve, reject) => fs.fdatasync(file, (cause) => (cause ? reject(cause) : resolve())));
  }

  /** Waits until all that was appended is written. */
  async drain(): Promise<void> {
    while (this.flushing) await this.flushing;
    if (this.failure) throw this.failure;
  }

  /** Goes on in a fresh file. Everything still queued belongs to the new one. */
  switchTo(file: number): void {
    fs.fsyncSync(this.file);
    fs.closeSync(this.file);
    this.file = file;
    this.bytes = 0;
  }

  close(): void {
    this.closed = true;
    fs.fsyncSync(this.file);
    fs.closeSync(this.file);
  }
}
