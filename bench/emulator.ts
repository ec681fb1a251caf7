/**
 * The emulator's database beside what else can run here: `npm run bench -- emulator`. BENCH_SIZES=10000,100000,1000000
 * adds a million documents (some minutes and gigabytes); the default is 10,000 and 100,000.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './emulator/contender';
import { orders } from './emulator/documents';
import { fanOut } from './emulator/fanOut';
import { floor } from './emulator/floor';
import { inProcess } from './emulator/inProcess';
import { mingo, nedb } from './emulator/libraries';
import { overHttp } from './emulator/overHttp';
import { postgres, postgresPrograms } from './emulator/postgres';
import { measureAll } from './emulator/rounds';
import { rounded, type Figures } from './measure';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000').split(',').map(Number);
/** Beyond this the slow ones would only warm the room. */
const mostForLibraries = 100_000;

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function contendersIn(dir: string, count: number): Promise<Contender[]> {
  const found: Contender[] = [await overHttp(dir), await inProcess(dir), await floor()];
  if (count <= mostForLibraries) found.push(await nedb(dir), mingo());
  const programs = postgresPrograms();
  if (programs) found.push(await postgres(programs, dir, await freePort()));
  else console.log('PostgreSQL not installed: left out');
  return found;
}

async function bench(count: number): Promise<object> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
  const contenders = await contendersIn(dir, count);
  try {
    const loadMs: Record<string, number> = {};
    for (const contender of contenders) {
      const from = performance.now();
      await contender.load(orders(count));
      loadMs[contender.name] = rounded(performance.now() - from, 0);
      console.log(`${count}: ${contender.name} loaded in ${loadMs[contender.name]} ms`);
    }
    return { documents: count, loadMs, ...(await measureAll(contenders, count)) };
  } finally {
    for (const contender of contenders) await contender.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

const settings = {
  'ours over HTTP': 'write() before each answer, no fsync; JSON over loopback HTTP as the SDKs send it',
  'ours in process': 'the same, called as a library',
  'empty HTTP server': 'prepared answers of the same size: the least that HTTP by Node costs',
  NeDB: 'file without fsync; called as a library',
  mingo: 'an array, nothing kept; called as a library',
  PostgreSQL: 'synchronous_commit=off; node client over loopback TCP, prepared statements',
};

export default async function run(): Promise<Figures> {
  const bySize: object[] = [];
  for (const count of sizes) bySize.push(await bench(count));
  return { settings, bySize, watchFanOut: await fanOut() };
}
