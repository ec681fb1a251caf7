import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** For tests: a directory of their own, gone afterwards. */
export async function inScratch<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'engine-'));
  try {
    return await work(dir);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/** A data directory as a killed process leaves it: everything but the lock. */
export function copyAsKilled(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const name of fs.readdirSync(from)) {
    if (/^(log|snapshot)/.test(name)) fs.copyFileSync(path.join(from, name), path.join(to, name));
  }
}
