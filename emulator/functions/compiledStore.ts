/** Where compiled code of functions is kept from one emulator to the next: a folder that nobody else can write to. */
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Opens it and throws away what is old. Undefined: there is no folder that is ours alone, so nothing is kept. */
export function openCompiledStore(parent = tmpdir()): string | undefined {
  const owner = process.getuid?.() ?? 0;
  const folder = join(parent, `cloudbase-emulator-code-${owner}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    // What lies in it is run: another user of the machine must not have put it there.
    if (!lstatSync(folder).isDirectory() || uid !== owner || (process.getuid && (mode & 0o077) !== 0)) return undefined;
    forgetOld(folder);
    return folder;
  } catch {
    return undefined;
  }
}

function forgetOld(folder: string): void {
  const before = Date.now() - KEPT_MS;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (mtimeMs < before) rmSync(file, { force: true });
  }
}
