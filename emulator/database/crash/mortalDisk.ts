import { type Disk, systemDisk } from '../store/disk';
import type { Death } from './order';

const die = () => process.kill(process.pid, 'SIGKILL');

/** The system's disk until the call in which the process shall die, killed by itself at an exact place. */
export function mortalDisk({ atCall, when }: Death): Disk {
  let calls = 0;
  const isLast = () => (calls += 1) === atCall;
  function around<Arguments extends unknown[], Result>(
    call: (...args: Arguments) => Result,
    half?: (...args: Arguments) => void,
  ): (...args: Arguments) => Result {
    return (...args) => {
      if (!isLast()) return call(...args);
      if (when === 'midway') half?.(...args);
      if (when !== 'after') die();
      const result = call(...args);
      die();
      return result;
    };
  }
  const writeHalf = (handle: number, bytes: Buffer) => {
    systemDisk.write(handle, bytes.subarray(0, (atCall * 7919) % bytes.length));
  };
  return {
    ...systemDisk,
    open: around(systemDisk.open),
    write: around(systemDisk.write, writeHalf),
    writeLater: around(systemDisk.writeLater, writeHalf),
    truncate: around(systemDisk.truncate),
    sync: around(systemDisk.sync),
    rename: around(systemDisk.rename),
    remove: around(systemDisk.remove),
    syncDirectory: around(systemDisk.syncDirectory),
  };
}

const laterMs = 3;

/** The negative control: it says 'written' at once and writes a little later. What it acknowledges can be lost. */
export function lyingDisk(): Disk {
  const promised: { handle: number; bytes: Buffer }[] = [];
  const keepPromises = (handle: number) => {
    for (const one of promised.filter((promise) => promise.handle === handle)) {
      systemDisk.write(handle, one.bytes);
      promised.splice(promised.indexOf(one), 1);
    }
  };
  return {
    ...systemDisk,
    write: (handle, bytes) => {
      promised.push({ handle, bytes });
      setTimeout(() => keepPromises(handle), laterMs);
    },
    close: (handle) => {
      keepPromises(handle);
      systemDisk.close(handle);
    },
  };
}
