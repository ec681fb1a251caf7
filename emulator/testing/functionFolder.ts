import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SteerableClock, steerableClock } from '../clock';
import type { LocalFunctionHost } from '../functions/localHost';
import { type FunctionHostOptions, openFunctionHost } from '../functions/openFunctionHost';

export interface FunctionFolder {
  readonly host: LocalFunctionHost;
  readonly clock: SteerableClock;
  readonly logged: string[];
  readonly dir: string;
  write(name: string, code: string, config?: unknown): void;
  close(): Promise<void>;
}

/** A folder of functions, written as text, with a real host over it. */
export function functionFolder(options: Partial<FunctionHostOptions> = {}): FunctionFolder {
  const dir = mkdtempSync(join(tmpdir(), 'functions-'));
  const clock = options.clock ?? steerableClock();
  const logged: string[] = [];
  let writes = 0;
  const host = openFunctionHost({
    dir,
    envId: 'local-env',
    serverUrl: () => 'http://127.0.0.1:9',
    env: { NODE_PATH: join(__dirname, '../../node_modules') },
    clock,
    log: (line) => logged.push(line),
    ...options,
  });
  return {
    ...{ host, clock, logged, dir },
    write: (name, code, config) => {
      mkdirSync(join(dir, name), { recursive: true });
      const entry = join(dir, name, 'index.js');
      writeFileSync(entry, code);
      // Two writes within one tick of the file system's clock must still differ.
      writes += 1;
      utimesSync(entry, new Date(), new Date(1_700_000_000_000 + writes * 1000));
      if (config) writeFileSync(join(dir, name, 'config.json'), JSON.stringify(config));
    },
    close: async () => {
      await host.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
