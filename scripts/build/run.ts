import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly loud?: boolean;
  /** Killed when it takes longer: a run that hangs has failed. */
  readonly minutes?: number;
}

/** Runs a program and shows what it prints only when it fails, or as it comes with `loud`. */
export function run(
  command: string,
  parameters: readonly string[],
  { cwd, env, loud = false, minutes }: RunOptions = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', loud ? 'inherit' : 'pipe', loud ? 'inherit' : 'pipe'],
    });
    const lines: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => lines.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk));
    const limit = minutes ? setTimeout(() => child.kill('SIGKILL'), minutes * 60_000) : undefined;
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(limit);
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(lines));
      reject(new Error(`${command} ${parameters.join(' ')} ended with ${code ?? signal}`));
    });
  });
}
