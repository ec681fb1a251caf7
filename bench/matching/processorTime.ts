/** Processor time of this process and of a server beside it: what a search costs however busy the machine is with other things. */
import { readFileSync } from 'node:fs';
import type { Contender } from './contender';

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Fields 14 and 15 of /proc/PID/stat, behind the name in brackets. */
function serverMs(pid: number): number {
  const [, behind = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = behind.split(' ').map(Number);
  return ((fields[11] ?? NaN) + (fields[12] ?? NaN)) * TICK_MS;
}

export function processorMs({ serverPid }: Contender): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + (serverPid === undefined ? 0 : serverMs(serverPid));
}
