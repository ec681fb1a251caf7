/** The emulator as a program of its own on loopback, so that client and server do not share one thread. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/build/products';

export function startEmulator(options: readonly string[]): Promise<{ url: string; child: ChildProcess }> {
  const program = ['--require', 'tsx/cjs', join(root, 'emulator/cli.ts'), '--port', '0', ...options];
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
    child.stdout.on('data', (text: Buffer) => {
      const [, url] = /^ready (\S+)/m.exec(text.toString()) ?? [];
      if (url) resolve({ url, child });
    });
  });
}
