import * as fs from 'node:fs';

/**
 * What the store asks of the file system when it changes something. Tests put themselves in its place to see the order
 * of calls, to fill the disk, or to lie.
 */
export interface Disk {
  /** `a` = go on writing at the end, `ax` = a new file that must not exist yet, `w` = a new file or an emptied one. */
  open(file: string, flags: 'a' | 'ax' | 'w'): number;
  /** Hands all bytes to the system before it returns: from then on they survive a killed process. */
  write(handle: number, bytes: Buffer): void;
  /** The same without holding up the event loop. */
  writeLater(handle: number, bytes: Buffer): Promise<void>;
  truncate(handle: number, bytes: number): void;
  /** The file's bytes and length on the medium: from then on they survive a power failure. */
  sync(handle: number): Promise<void>;
  close(handle: number): void;
  rename(from: string, to: string): void;
  remove(file: string): void;
  /** Makes names that were added, changed or removed in a directory survive a power failure. */
  syncDirectory(dir: string): Promise<void>;
}

/** The system may take only a part of what it is given. */
function writeAll(handle: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += fs.writeSync(handle, bytes, written);
}

function writeSome(handle: number, bytes: Buffer, from: number): Promise<number> {
  return new Promise((resolve, reject) =>
    fs.write(handle, bytes, from, (cause, written) => (cause ? reject(cause) : resolve(written))),
  );
}

const synced = (handle: number) =>
  new Promise<void>((resolve, reject) => fs.fdatasync(handle, (cause) => (cause ? reject(cause) : resolve())));

async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return; // a directory cannot be opened there; NTFS journals its names itself
  const handle = await fs.promises.open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const systemDisk: Disk = {
  open: (file, flags) => fs.openSync(file, flags, 0o600),
  write: writeAll,
  async writeLater(handle, bytes) {
    let written = 0;
    while (written < bytes.length) written += await writeSome(handle, bytes, written);
  },
  truncate: (handle, bytes) => fs.ftruncateSync(handle, bytes),
  sync: synced,
  close: (handle) => fs.closeSync(handle),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (file) => fs.rmSync(file, { force: true }),
  syncDirectory,
};
