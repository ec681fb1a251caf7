/** Database servers of Debian's packages, each with a folder of its own on 127.0.0.1, stopped by their process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';

const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];

export const program = (name: string): string | undefined =>
  FOLDERS.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.on('connect', () => socket.end(() => resolve(true)));
    socket.on('error', () => resolve(false));
  });

const START_WITHIN_MS = 60_000;

/** Started and listening. */
export async function startServer(command: string, options: readonly string[], port: number): Promise<ChildProcess> {
  const child = spawn(command, [...options], { stdio: 'ignore' });
  const until = Date.now() + START_WITHIN_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    if (Date.now() > until) throw new Error(`${command} does not listen`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
}

export const stopServer = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on('exit', () => resolve());
    child.kill('SIGKILL'); // its data is thrown away
  });
