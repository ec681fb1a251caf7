import * as fs from 'node:fs';
import * as path from 'node:path';
import { encode } from './codec';
import { fileName, removeBefore, syncDirectory } from './files';
import { lockDirectory } from './lockFile';
import { Log, type Sync } from './log';
import type { LogRecord } from './record';
import { type Recovered, recover } from './recover';
import { type Image, writeSnapshot } from './snapshot';

/** Where commits go before they are acknowledged. */
export interface Store {
  append(record: LogRecord): Promise<void>;
  close(): Promise<void>;
}

/** Nothing outlives the process. */
export const memoryStore: Store = { append: () => Promise.resolve(), close: () => Promise.resolve() };

const defaultLogBytes = 64 * 1024 * 1024;

export interface DirectoryOptions {
  readonly dir: string;
  readonly sync: Sync;
  /** A log longer than this is replaced by a snapshot. */
  readonly maxLogBytes?: number;
}

/** Log and snapshots in a directory that belongs to this process alone. */
export class DirectoryStore implements Store {
  private log!: Log;
  private generation = 1;
  private snapshotting: Promise<void> | undefined;
  /** Asked for the whole state when a snapshot is due. */
  image: (() => Image) | undefined;

  private constructor(
    private readonly options: DirectoryOptions,
    private readonly unlock: () => void,
  ) {}

  /** Locks the directory, reads it and opens its log for more. */
  static open(options: DirectoryOptions): { store: DirectoryStore; recovered: Recovered } {
    fs.mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    const unlock = lockDirectory(options.dir);
    try {
      const recovered = recover(options.dir);
      const store = new DirectoryStore(options, unlock);
      store.generation = recovered.generation;
      store.log = new Log(store.openLog('a'), recovered.logBytes, options.sync, () => store.snapshotWhenDue());
      syncDirectory(options.dir);
      return { store, recovered };
    } catch (cause) {
      unlock();
      throw cause;
    }
  }

  private openLog(flags: 'a' | 'ax'): number {
    return fs.openSync(path.join(this.options.dir, fileName('log', this.generation)), flags, 0o600);
  }

  append(record: LogRecord): Promise<void> {
    return this.log.append(encode(record));
  }

  private snapshotWhenDue(): void {
    if (this.log.bytes < (this.options.maxLogBytes ?? defaultLogBytes) || this.snapshotting) return;
    this.snapshotting = this.snapshot().finally(() => {
      this.snapshotting = undefined;
    });
    this.snapshotting.catch((cause: unknown) => {
      // The older files are all still there, so nothing is lost; the next full log tries again.
      process.emitWarning(`no snapshot could be written: ${(cause as Error).message}`);
    });
  }

  /** Begins a new log at once and writes down what was before it. */
  private snapshot(): Promise<void> {
    if (!this.image) throw new Error('a snapshot was asked for before the engine was ready');
    const image = this.image();
    this.generation += 1;
    this.log.switchTo(this.openLog('ax'));
    syncDirectory(this.options.dir);
    const { generation } = this;
    return writeSnapshot(this.options.dir, generation, image).then(() => removeBefore(this.options.dir, generation));
  }

  /** Gives the directory back untouched, when the engine could not be built from it. */
  abandon(): void {
    this.log.close();
    this.unlock();
  }

  /** Leaves one snapshot and an empty log, so that the next start is quick. */
  async close(): Promise<void> {
    try {
      await this.log.drain();
      await this.snapshotting;
      if (this.log.bytes > 0) await this.snapshot();
    } finally {
      this.log.close();
      this.unlock();
    }
  }
}
