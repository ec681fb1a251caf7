import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The data directory: `snapshot-N` holds all that happened before `log-N` was begun. A new log is begun first, its
 * snapshot follows; only when that is safe on disk are the older files removed.
 */

const numbered = /^(log|snapshot)-(\d{6})$/;

export const fileName = (kind: 'log' | 'snapshot', generation: number) =>
  `${kind}-${String(generation).padStart(6, '0')}`;

export interface Generations {
  readonly logs: number[];
  readonly snapshots: number[];
}

export function generationsIn(dir: string): Generations {
  const found: Generations = { logs: [], snapshots: [] };
  for (const name of fs.readdirSync(dir).sort()) {
    const match = numbered.exec(name);
    if (match) (match[1] === 'log' ? found.logs : found.snapshots).push(Number(match[2]));
  }
  return found;
}

/** Makes new names in a directory survive a power loss. */
export function syncDirectory(dir: string): void {
  const handle = fs.openSync(dir, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Removes what a finished snapshot makes unnecessary, and half-written snapshots of the past. */
export function removeBefore(dir: string, generation: number): void {
  const { logs, snapshots } = generationsIn(dir);
  for (const old of logs) if (old < generation) fs.rmSync(path.join(dir, fileName('log', old)));
  for (const old of snapshots) if (old < generation) fs.rmSync(path.join(dir, fileName('snapshot', old)));
  for (const name of fs.readdirSync(dir)) if (name.endsWith('.tmp')) fs.rmSync(path.join(dir, name));
}
