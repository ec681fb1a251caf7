import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Disk } from './disk';

/**
 * The data directory: `snapshot-N` holds all that happened before `log-N` was begun. A new log is begun first, its
 * snapshot follows; only when that is safe on the medium are the older files removed.
 */

const numbered = /^(log|snapshot)-(\d{6,})$/;

export const fileName = (kind: 'log' | 'snapshot', generation: number) =>
  `${kind}-${String(generation).padStart(6, '0')}`;

export interface Generations {
  readonly logs: number[];
  readonly snapshots: number[];
}

export function generationsIn(dir: string): Generations {
  const found: Generations = { logs: [], snapshots: [] };
  for (const name of fs.readdirSync(dir)) {
    const match = numbered.exec(name);
    if (match) (match[1] === 'log' ? found.logs : found.snapshots).push(Number(match[2]));
  }
  found.logs.sort((a, b) => a - b);
  found.snapshots.sort((a, b) => a - b);
  return found;
}

/** Removes what a finished snapshot makes unnecessary; what an interruption leaves is never read again. */
export function removeBefore(disk: Disk, dir: string, generation: number): void {
  const { logs, snapshots } = generationsIn(dir);
  for (const old of snapshots) if (old < generation) disk.remove(path.join(dir, fileName('snapshot', old)));
  for (const old of logs) if (old < generation) disk.remove(path.join(dir, fileName('log', old)));
}

/** Drafts of snapshots that a killed process left. */
export function removeDrafts(disk: Disk, dir: string): void {
  for (const name of fs.readdirSync(dir)) {
    if (/^snapshot-\d{6,}\.tmp$/.test(name)) disk.remove(path.join(dir, name));
  }
}
