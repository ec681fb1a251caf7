import type { Disk } from './disk';
import { frame } from './frame';
import type { LogEnd } from './readLog';

export type Sync = 'off' | 'group';

interface Waiting {
  readonly text: string;
  resolve(): void;
  reject(cause: Error): void;
}

/** A log file that has its head and nothing else. */
export interface FreshLog {
  readonly file: number;
  readonly generation: number;
  readonly bytes: number;
}

interface Switch {
  readonly to: FreshLog;
  atSwitch(): void;
  resolve(previous: number): void;
  reject(cause: Error): void;
}

/** Several of the largest documents; longer text would strain the engine that has to parse it. */
const maxBatchLength = 64 * 1024 * 1024;

/**
 * The write-ahead log. Records of one turn of the event loop go out in one frame, which is on disk whole or not at all;
 * with `group` one fdatasync covers them. An append is settled only then. After a failed write nothing more is accepted:
 * memory is ahead of the disk.
 */
export class Log {
  private queue: Waiting[] = [];
  private next: Switch | undefined;
  private flushing: Promise<void> | undefined;
  private failure: Error | undefined;
  private closed = false;

  constructor(
    private readonly disk: Disk,
    private file: number,
    /** Length of the file. */
    public bytes: number,
    private readonly sync: Sync,
    private readonly afterBatch: (bytes: number) => void,
  ) {}

  append(text: string): Promise<void> {
    if (this.failure) return Promise.reject(this.failure);
    if (this.closed) return Promise.reject(new Error('the database is closed'));
    return new Promise((resolve, reject) => {
      this.queue.push({ text, resolve, reject });
      this.flushing ??= this.flushSoon();
    });
  }

  /**
   * Goes on in another file, between two batches; `atSwitch` runs at that very moment. What is still waiting then goes to
   * the new file. Answers the previous file.
   */
  switchTo(to: FreshLog, atSwitch: () => void): Promise<number> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.next = { to, atSwitch, resolve, reject };
      this.flushing ??= this.flushSoon();
    });
  }

  private async flushSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while ((this.queue.length > 0 || this.next) && !this.failure) {
      if (this.next) await this.switchOver(this.next);
      if (this.queue.length > 0) await this.flushBatch();
    }
    this.flushing = undefined;
  }

  private takeBatch(): Waiting[] {
    let length = 0;
    const end = this.queue.findIndex(({ text }) => (length += text.length) > maxBatchLength);
    return this.queue.splice(0, end < 0 ? this.queue.length : Math.max(1, end));
  }

  private async flushBatch(): Promise<void> {
    const batch = this.takeBatch();
    try {
      const bytes = frame(`[${batch.map(({ text }) => text).join(',')}]`);
      this.write(bytes);
      if (this.sync === 'group') await this.disk.sync(this.file);
      for (const { resolve } of batch) resolve();
      this.afterBatch(bytes.length);
    } catch (cause) {
      this.fail(cause as Error, batch);
    }
  }

  private fail(cause: Error, batch: readonly Waiting[]): void {
    this.failure = cause;
    for (const { reject } of [...batch, ...this.queue]) reject(cause);
    this.next?.reject(cause);
    this.queue = [];
    this.next = undefined;
  }

  private write(bytes: Buffer): void {
    try {
      this.disk.write(this.file, bytes);
    } catch (cause) {
      this.takeBack(cause as Error);
    }
    this.bytes += bytes.length;
  }

  /** What is refused shall not come back at the next start. */
  private takeBack(cause: Error): never {
    try {
      this.disk.truncate(this.file, this.bytes);
    } catch (second) {
      throw new Error(`${cause.message}; the log could not be shortened either: ${(second as Error).message}`, {
        cause: second,
      });
    }
    throw cause;
  }

  /** With `group` the end is safe before anything is acknowledged in the next file: no power failure leaves a gap. */
  private async switchOver({ to, atSwitch, resolve, reject }: Switch): Promise<void> {
    const previous = this.file;
    this.next = undefined;
    try {
      const end: LogEnd = { continuedIn: to.generation };
      this.write(frame(JSON.stringify(end)));
      if (this.sync === 'group') await this.disk.sync(previous);
      this.file = to.file;
      this.bytes = to.bytes;
      atSwitch();
      resolve(previous);
    } catch (cause) {
      reject(cause as Error);
      this.fail(cause as Error, []);
    }
  }

  /** Waits until all that was appended is written. */
  async drain(): Promise<void> {
    while (this.flushing) await this.flushing;
    if (this.failure) throw this.failure;
  }

  async close(): Promise<void> {
    this.closed = true;
    try {
      await this.disk.sync(this.file);
    } finally {
      this.disk.close(this.file);
    }
  }
}
