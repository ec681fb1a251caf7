import { Catalog } from './catalog';
import { Database } from './database';
import type { Engine } from './engine';
import { freezeGradually } from './freezeGradually';
import type { Disk } from './store/disk';
import { DirectoryStore, memoryStore } from './store/store';

export interface OpenOptions {
  /** Where the data lives; memory only without it. */
  readonly dir?: string;
  /** The clock that `$tcb_server_date` is filled from. */
  readonly now: () => number;
  /** `off` survives a killed process, `group` a power failure too. */
  readonly sync?: 'off' | 'group';
  /** A log longer than this is replaced by a snapshot (16 MB unless told; half the snapshot, if that is more). */
  readonly maxLogBytes?: number;
  /** Stands between the store and the file system in tests. */
  readonly disk?: Disk;
  /** Told what nobody asked for: an interrupted write that was removed, a snapshot that failed. */
  readonly tell?: (line: string) => void;
  /** Time that nobody can steer, for the life of transactions. */
  readonly monotonicMs?: () => number;
  /** How long an operation keeps its transaction busy at least; the platform's own takes longer. */
  readonly occupyMs?: number;
}

/** Opens the data directory, recovering what a crash left, or an empty database in memory. */
export async function openEngine(options: OpenOptions): Promise<Engine> {
  const { dir, now, sync = 'off', monotonicMs = () => performance.now(), occupyMs = 2 } = options;
  const transactions = { monotonicMs, occupyMs };
  const catalog = new Catalog();
  if (dir === undefined) return new Database(catalog, memoryStore, 0, now, transactions);
  const { store, recovered } = DirectoryStore.open({ ...options, dir, sync });
  try {
    catalog.restore(recovered.image, recovered.records);
    const sequence = recovered.records.at(-1)?.sequence ?? recovered.image.sequence;
    const database = new Database(catalog, store, sequence, now, transactions);
    await store.goOn(recovered, () => database.image());
    freezeGradually(catalog.docs());
    return database;
  } catch (cause) {
    store.abandon();
    throw cause;
  }
}
