import * as fs from 'node:fs';
import * as path from 'node:path';
import { encode } from './codec';
import { type Disk, systemDisk } from './disk';
import { headOf } from './fileHead';
import { fileName, removeBefore, removeDrafts } from './files';
import { lockDirectory } from './lockFile';
import { type FreshLog, Log, type Sync } from './log';
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

const defaultLogBytes = 16 * 1024 * 1024;
/** The larger the data, the longer the log may grow: so the work for snapshots stays in proportion to the writing. */
const logShareOfSnapshot = 0.5;
/** A log this short is read sooner at the next start than a snapshot is written now. */
const shortLogShare = 0.1;

export interface DirectoryOptions {
  readonly dir: string;
  readonly sync: Sync;
  /** A log longer than this, and than half the snapshot before it, is replaced by a snapshot. */
  readonly maxLogBytes?: number;
  readonly disk?: Disk;
  /** Told what a user should know and nobody asked for: a write that was cut off, a snapshot that failed. */
  readonly tell?: (line: string) => void;
}

/** The system's own words for missing rights, space or a file in the way, with what can be done about them. */
function unusable(dir: string, cause: unknown): unknown {
  if ((cause as NodeJS.ErrnoException).code === undefined) return cause;
  return new Error(
    `the data directory ${dir} cannot be used: ${(cause as Error).message}; mend that or choose another directory`,
    { cause },
  );
}

/** Log and snapshots in a directory that belongs to this process alone. */
export class DirectoryStore implements Store {
  private log!: Log;
  private generation = 1;
  private snapshotting: Promise<void> | undefined;
  private snapshotBytes = 0;
  /** What the next start would read from logs, and how much of it was there when a snapshot was last tried. */
  private logBytes = 0;
  private triedAt = 0;
  private readonly disk: Disk;
  private readonly tell: (line: string) => void;
  private imageNow!: () => Image;

  private constructor(
    private readonly options: DirectoryOptions,
    private readonly unlock: () => void,
  ) {
    this.disk = options.disk ?? systemDisk;
    this.tell = options.tell ?? ((line) => process.emitWarning(line));
  }

  /** Locks the directory and reads it; nothing in it is changed before `goOn`. */
  static open(options: DirectoryOptions): { store: DirectoryStore; recovered: Recovered } {
    let unlock = () => {};
    try {
      fs.mkdirSync(options.dir, { recursive: true, mode: 0o700 });
      unlock = lockDirectory(options.dir);
      return { recovered: recover(options.dir), store: new DirectoryStore(options, unlock) };
    } catch (cause) {
      unlock();
      throw unusable(options.dir, cause);
    }
  }

  /** Opens the newest log for more. From now on `imageNow` may be asked for the whole state at any time. */
  async goOn(recovered: Recovered, imageNow: () => Image): Promise<void> {
    const { dir, sync } = this.options;
    try {
      const log = await this.activeLog(recovered);
      if (sync === 'group') await this.disk.sync(log.file); // what was read may be shown, so it must not vanish any more
      await this.disk.syncDirectory(path.dirname(path.resolve(dir)));
      this.log = new Log(this.disk, log.file, log.bytes, sync, (bytes) => this.logged(bytes));
      this.generation = log.generation;
    } catch (cause) {
      throw unusable(dir, cause);
    }
    this.snapshotBytes = recovered.snapshotBytes;
    this.logBytes = recovered.logBytes;
    this.imageNow = imageNow;
  }

  /** The newest log without what was never finished in it; or a new one. */
  private activeLog({ active, unused }: Recovered): Promise<FreshLog> | FreshLog {
    removeDrafts(this.disk, this.options.dir);
    if (unused) this.disk.remove(unused.file);
    if (!active) return this.beginLog(1);
    if (active.format === 1) return this.beginLog(active.generation + 1);
    if (active.goodBytes === 0) {
      this.disk.remove(active.file); // not even its head was finished
      return this.beginLog(active.generation);
    }
    const file = this.disk.open(active.file, 'a');
    const cut = active.bytes - active.goodBytes;
    if (cut > 0) {
      this.disk.truncate(file, active.goodBytes);
      this.tell(`${active.file}: the last write was interrupted and never acknowledged; its ${cut} bytes are removed`);
    }
    return { file, generation: active.generation, bytes: active.goodBytes };
  }

  /** A new log with its head, safe on the medium before the first record can be acknowledged in it. */
  private async beginLog(generation: number): Promise<FreshLog> {
    const name = path.join(this.options.dir, fileName('log', generation));
    const file = this.disk.open(name, 'ax');
    try {
      const head = headOf('log', generation);
      this.disk.write(file, head);
      await this.disk.sync(file);
      await this.disk.syncDirectory(this.options.dir);
      return { file, generation, bytes: head.length };
    } catch (cause) {
      this.disk.close(file);
      this.disk.remove(name);
      throw cause;
    }
  }

  append(record: LogRecord): Promise<void> {
    return this.log.append(encode(record));
  }

  private logged(bytes: number): void {
    this.logBytes += bytes;
    const enough = Math.max(this.options.maxLogBytes ?? defaultLogBytes, this.snapshotBytes * logShareOfSnapshot);
    if (!this.snapshotting && this.logBytes - this.triedAt >= enough) this.compact();
  }

  /** Failing is no misfortune: the older files are all still there, and after as much again it is tried again. */
  private compact(): void {
    this.triedAt = this.logBytes;
    this.snapshotting = this.snapshot()
      .catch((cause: unknown) => {
        this.tell(`the log could not be replaced by a snapshot, it goes on growing: ${(cause as Error).message}`);
      })
      .finally(() => {
        this.snapshotting = undefined;
      });
  }

  /** Begins a new log and writes down what was before it, while requests go on. */
  private async snapshot(): Promise<void> {
    const { disk, options } = this;
    const next = await this.beginLog(this.generation + 1);
    let image: Image | undefined;
    const previous = await this.log.switchTo(next, () => (image = this.imageNow()));
    const replacedBytes = this.logBytes;
    this.generation = next.generation;
    await disk.sync(previous).finally(() => disk.close(previous));
    this.snapshotBytes = await writeSnapshot(image as Image, {
      disk,
      dir: options.dir,
      generation: next.generation,
      dueBytes: () => this.logBytes - replacedBytes,
    });
    this.logBytes -= replacedBytes;
    this.triedAt = 0;
    removeBefore(disk, options.dir, next.generation);
  }

  /** Gives the directory back untouched, when the engine could not be built from it. */
  abandon(): void {
    this.unlock();
  }

  /** Leaves a log that is short or empty, so that the next start is quick. */
  async close(): Promise<void> {
    try {
      await this.log.drain().finally(() => this.snapshotting);
      if (this.logBytes > this.snapshotBytes * shortLogShare) this.compact();
      await this.snapshotting;
    } finally {
      await this.log.close().finally(this.unlock);
    }
  }
}
