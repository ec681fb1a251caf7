import { Catalog } from './catalog';
import { Database } from './database';
import type { Engine } from './engine';
import { DirectoryStore, memoryStore } from './store/store';

export interface OpenOptions {
  /** Where the data lives; memory only without it. */
  readonly dir?: string;
  /** The clock that `$tcb_server_date` is filled from. */
  readonly now: () => number;
  /** `off` survives a killed process, `group` a power failure too. */
  readonly sync?: 'off' | 'group';
  /** A log longer than this is replaced by a snapshot (64 MB unless told). */
  readonly maxLogBytes?: number;
  /** Time that nobody can steer, for the life of transactions. */
  readonly monotonicMs?: () => number;
  /** How long an operation keeps its transaction busy at least; the platform's own takes longer. */
  readonly occupyMs?: number;
}

/** Opens the data directory, recovering what a crash left, or an empty database in memory. */
export async function openEngine(options: OpenOptions): Promise<Engine> {
  const { dir, now, sync = 'off', maxLogBytes, monotonicMs = () => performance.now(), occupyMs = 2 } = options;
  const transactions = { monotonicMs, occupyMs };
  const catalog = new Catalog();
  if (dir === undefined) return new Database(catalog, memoryStore, 0, now, transactions);
  const { store, recovered } = DirectoryStore.open({ dir, sync, maxLogBytes });
  try {
    catalog.restore(recovered.image, recovered.records);
  } catch (cause) {
    store.abandon();
    throw cause;
  }
  const sequence = recovered.records.at(-1)?.sequence ?? recovered.image.sequence;
  const database = new Database(catalog, store, sequence, now, transactions);
  store.image = () => database.image();
  return database;
}
