#!/usr/bin/env node
/** `cloudbase-emulator --port P --data DIR`: the local CloudBase as a program of its own. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { start, type StartOptions } from './index';

const USAGE = `usage: cloudbase-emulator --port P (--data DIR | --memory) [--functions DIR] [--database DIR] [--env FILE] [--host ADDRESS] [--cold-start-ms MS]

  --port P         the port to listen on
  --data DIR       where documents, files and keys are kept
  --memory         keep nothing
  --functions DIR  built functions, one folder each
  --database DIR   the folder of indexes.json and rules.json
  --env FILE       KEY=VALUE lines for the functions
  --host ADDRESS   default 127.0.0.1; another address opens the emulator to the network
  --cold-start-ms MS  how much longer than here a function's cold start shall take`;

class UsageError extends Error {}

/** KEY=VALUE lines; `#` begins a comment line, quotes around the value are dropped. */
export function parseEnvironment(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const pairs = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const at = line.indexOf('=');
      if (at <= 0) throw new UsageError(`not KEY=VALUE: ${line}`);
      return [
        line.slice(0, at).trim(),
        line
          .slice(at + 1)
          .trim()
          .replace(/^(['"])(.*)\1$/, '$2'),
      ] as const;
    });
  return Object.fromEntries(pairs);
}

function portOf(text: string | undefined): number {
  const port = Number(text);
  if (text === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not ${text}`);
  }
  return port;
}

function milliseconds(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`${option} must be a number of milliseconds, not ${text}`);
  return Number(text);
}

function readOptions(argv: readonly string[]): StartOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: text,
      data: text,
      functions: text,
      database: text,
      env: text,
      host: text,
      'cold-start-ms': text,
      memory: { type: 'boolean' },
    },
  });
  if (!values.memory && values.data === undefined) throw new UsageError('say --data DIR or --memory');
  if (values.memory && values.data !== undefined) throw new UsageError('--data and --memory exclude each other');
  return {
    port: portOf(values.port),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.functions === undefined ? {} : { functions: values.functions }),
    ...(values.database === undefined ? {} : { database: values.database }),
    coldStartMs: milliseconds('--cold-start-ms', values['cold-start-ms'] ?? '0'),
    ...(values.host === undefined ? {} : { hostname: values.host }),
    env: values.env === undefined ? {} : parseEnvironment(readFileSync(values.env, 'utf8')),
    log: (line) => console.error(line),
  };
}

function explain(error: unknown, port: number | undefined): string {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return `port ${port} is in use: stop the program that holds it or choose another with --port`;
  }
  return (error as Error).message ?? String(error);
}

async function main(): Promise<void> {
  let options: StartOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
  try {
    const emulator = await start(options);
    console.log(`ready ${emulator.url}`);
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await emulator.stop();
      process.exit(0);
    };
    process.on('SIGINT', () => void stop());
    process.on('SIGTERM', () => void stop());
  } catch (error) {
    console.error(explain(error, options.port));
    process.exit(1);
  }
}

if (require.main === module) void main();
