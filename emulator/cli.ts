#!/usr/bin/env node
/** `cloudbase-emulator --data DIR`: the local CloudBase as a program of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { start, type StartOptions } from './index';

const DEFAULT_PORT = 7788;

const USAGE = `usage: cloudbase-emulator (--data DIR | --memory) [options]

A local Tencent CloudBase; its address in a browser is the inspector.

  --data DIR          where documents, files and keys are kept
  --memory            keep nothing
  --port P            the port to listen on, default ${DEFAULT_PORT}; 0 takes any free one
  --functions DIR     built functions: one folder each, with index.js and, if wanted, config.json
  --database DIR      the folder of indexes.json and rules.json; without rules browsers may read and write nothing
  --env FILE          KEY=VALUE lines for the environment of every function
  --host ADDRESS      default 127.0.0.1; another address opens the emulator to the network
  --cold-start-ms MS  how much longer than here a function's cold start shall take
  --help, --version`;

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

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not ${text}`);
  }
  return port;
}

function milliseconds(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`${option} must be a number of milliseconds, not ${text}`);
  return Number(text);
}

function readEnvironment(file: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--env ${file} cannot be read: ${(error as Error).message}`);
  }
  return parseEnvironment(text);
}

function parseOptions(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({
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
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  }).values;
}

function startOptions(values: ReturnType<typeof parseOptions>): StartOptions {
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty) throw new UsageError(`--${empty[0]} is empty`);
  if (!values.memory && values.data === undefined) throw new UsageError('say --data DIR or --memory');
  if (values.memory && values.data !== undefined) throw new UsageError('--data and --memory exclude each other');
  return {
    port: values.port === undefined ? DEFAULT_PORT : portOf(values.port),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.functions === undefined ? {} : { functions: values.functions }),
    ...(values.database === undefined ? {} : { database: values.database }),
    coldStartMs: milliseconds('--cold-start-ms', values['cold-start-ms'] ?? '0'),
    ...(values.host === undefined ? {} : { hostname: values.host }),
    env: values.env === undefined ? {} : readEnvironment(values.env),
    log: (line) => console.error(line),
  };
}

function explain(error: unknown, { port, hostname }: StartOptions): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `port ${port} is in use: stop the program that holds it or choose another with --port`;
    case 'EACCES':
      if ((error as NodeJS.ErrnoException).syscall !== 'listen') break;
      return `port ${port} may not be used by this account: choose another with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `--host ${hostname} is no address of this machine`;
  }
  return (error as Error).message ?? String(error);
}

/** Beside this file's folder in the package, beside this file in the sources. */
function version(): string {
  const file = [join(__dirname, 'package.json'), join(__dirname, '..', 'package.json')].find(existsSync) as string;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

async function main(): Promise<void> {
  let options: StartOptions;
  try {
    const values = parseOptions(process.argv.slice(2));
    if (values.help) return console.log(USAGE);
    if (values.version) return console.log(version());
    options = startOptions(values);
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
    console.error(explain(error, options));
    process.exit(1);
  }
}

if (require.main === module) void main();
