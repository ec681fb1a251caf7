/** From `npm start` to the printed links, first (everything to build, data to fill) and second (nothing to do). Packages are installed already. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/build/products';
import { rounded, type Figures } from './measure';

const PORT = '18780';

/** Seconds until the links are printed; then stops it as Ctrl-C would. */
function startOnce(): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'start', '--port', PORT], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let seconds = NaN;
    child.stdout.on('data', (chunk: Buffer) => {
      if (!Number.isNaN(seconds) || !chunk.toString().includes('Ctrl-C stops')) return;
      seconds = (performance.now() - from) / 1000;
      child.kill('SIGINT');
    });
    child.on('exit', () =>
      Number.isNaN(seconds) ? reject(new Error('npm start ended before it was ready')) : resolve(seconds),
    );
  });
}

const ASIDE = ['.local', 'dist', 'miniprogram/node_modules/.cache'];

/** The newcomer's own data and builds, and what the builders remember of them, are put aside and back again. */
export default async function start(): Promise<Figures> {
  const aside = mkdtempSync(join(tmpdir(), 'bench-start-'));
  const kept = ASIDE.filter((name) => existsSync(join(root, name)));
  const place = (name: string) => join(aside, name.replaceAll('/', '_'));
  for (const name of kept) renameSync(join(root, name), place(name));
  try {
    const firstSeconds = rounded(await startOnce());
    const secondSeconds = rounded(await startOnce());
    return { firstSeconds, secondSeconds, ratio: rounded(firstSeconds / secondSeconds) };
  } finally {
    for (const name of ASIDE) rmSync(join(root, name), { recursive: true, force: true });
    for (const name of kept) renameSync(place(name), join(root, name));
    rmSync(aside, { recursive: true });
  }
}
