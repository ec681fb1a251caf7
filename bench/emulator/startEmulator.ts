/** The emulator as npm carries it, a program of its own on loopback, so that client and server do not share one thread. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/build/products';

let built: string | undefined;

/** Builds the package, once, and says where: sources run by tsx are slower than what users get. */
export function builtEmulator(): string {
  if (built === undefined) execFileSync(process.execPath, [join(root, 'emulator/build.mjs')], { stdio: 'inherit' });
  return (built ??= join(root, 'emulator/dist'));
}

/** A process that writes `ready URL` when it listens. */
export function startServer(program: readonly string[]): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [...program], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`${program.join(' ')} ended with ${code}`)));
    child.stdout.on('data', (text: Buffer) => {
      const [, url] = /^ready (\S+)/m.exec(text.toString()) ?? [];
      if (url) resolve({ url, child });
    });
  });
}

export const startEmulator = (options: readonly string[]): Promise<{ url: string; child: ChildProcess }> =>
  startServer([join(builtEmulator(), 'cli.js'), '--port', '0', ...options]);

export function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.on('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
