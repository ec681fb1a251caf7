/** The emulator as a process of its own, with data that no fuzzed request can name. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cloudbase from '@cloudbase/node-sdk';

const CANARIES = 500;

export interface Victim {
  readonly url: string;
  /** An access token of an anonymous visitor. */
  readonly token: string;
  /** What the process wrote to standard error so far. */
  errors(): string;
  isAlive(): boolean;
  /** Megabytes of memory in use, 0 where the system does not tell. */
  memoryMb(): number;
  /** Throws when a document that nobody could have touched is lost or changed. */
  assertCanaries(): Promise<void>;
  /** Ends and starts it on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const ECHO = `exports.main = async (event) => ({ got: event });`;

/** Open to everybody who signed in, so that bent requests get past the door. */
const RULES = {
  collections: {
    orders: { read: true, write: true },
    nurses: { read: 'doc.n >= 0 || auth.uid == doc.uid', write: true },
  },
  functions: { '*': { invoke: true } },
  storage: { read: true, write: true },
};
const INDEXES = {
  orders: [
    { name: 'near', keys: { loc: '2dsphere' } },
    { name: 'n', keys: { n: 1, s: -1 } },
  ],
};

interface Folders {
  readonly data: string;
  readonly functions: string;
  readonly database: string;
  readonly remove: () => void;
}

function folders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'cloudbase-emulator-fuzz-'));
  const functions = join(root, 'functions');
  mkdirSync(join(functions, 'echo'), { recursive: true });
  writeFileSync(join(functions, 'echo', 'index.js'), ECHO);
  writeFileSync(join(functions, 'echo', 'config.json'), JSON.stringify({ timeout: 5, httpPath: '/hello' }));
  const database = join(root, 'database');
  mkdirSync(database);
  writeFileSync(join(database, 'rules.json'), JSON.stringify(RULES));
  writeFileSync(join(database, 'indexes.json'), JSON.stringify(INDEXES));
  return {
    data: join(root, 'data'),
    functions,
    database,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function launch({ data, functions, database }: Folders, onError: (text: string) => void) {
  const tsx = createRequire(__filename).resolve('tsx/cjs');
  const args = ['--port', '0', '--data', data, '--functions', functions, '--database', database];
  const child = spawn(process.execPath, ['--require', tsx, join(__dirname, '../cli.ts'), ...args]);
  child.stderr.on('data', (chunk: Buffer) => onError(chunk.toString()));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().replace('ready ', '').trim()));
    child.once('exit', (code) => reject(new Error(`the emulator ended with ${code} before it was ready`)));
  });
  return { child, ready };
}

const databaseAt = (url: string) =>
  cloudbase
    .init({ env: 'local-env', secretId: 'AKIDlocal', secretKey: 'local', serviceUrl: `${url}/admin` } as never)
    .database();

const canary = (i: number) => ({ _id: `c${i}`, n: i, text: `金丝雀 ${i}`, at: new Date(i * 1_000), list: [i, { i }] });

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()));

function residentMb(pid: number | undefined): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1_024;
}

async function visitorToken(url: string): Promise<string> {
  const reply = await fetch(`${url}/auth/v1/signin/anonymously`, { method: 'POST', body: '{}' });
  return ((await reply.json()) as { access_token: string }).access_token;
}

export async function openVictim(secret: string): Promise<Victim> {
  const places = folders();
  let errors = '';
  const start = () => launch(places, (text) => (errors += text));
  let { child, ready } = start();
  let url = await ready;
  const name = `canary_${secret}`;
  await databaseAt(url).createCollection(name);
  await databaseAt(url).createCollection('nurses');
  await databaseAt(url)
    .collection(name)
    .add(Array.from({ length: CANARIES }, (_, i) => canary(i)) as never);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended(child);
  };
  const token = await visitorToken(url);
  return {
    token,
    get url() {
      return url;
    },
    errors: () => errors,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    memoryMb: () => residentMb(child.pid),
    async assertCanaries() {
      const { data: rows } = await databaseAt(url).collection(name).orderBy('n', 'asc').limit(1_000).get();
      const expected = JSON.stringify(Array.from({ length: CANARIES }, (_, i) => canary(i)));
      if (JSON.stringify(rows) !== expected)
        throw new Error(`the canaries changed: ${rows.length} of ${CANARIES} left`);
    },
    async restart() {
      await stop();
      ({ child, ready } = start());
      url = await ready;
    },
    async close() {
      await stop();
      places.remove();
    },
  };
}
