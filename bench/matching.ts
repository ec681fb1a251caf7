/**
 * The best twenty nurses for a visit, beside what else can search near: `npm run bench -- matching`. The same city, the same
 * filters, the same machine; every answer is held against looking at everybody. BENCH_SIZES=1000,10000,100000,1000000 adds a
 * million (some minutes and gigabytes: NODE_OPTIONS=--max-old-space-size=12000).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './emulator';
import { postgresPrograms } from './emulator/postgres';
import { cityOf, questionsOf } from './matching/city';
import type { Contender } from './matching/contender';
import { deployed } from './matching/deployed';
import { mariadb } from './matching/mariadb';
import { ours } from './matching/ours';
import { positionUpdates } from './matching/positions';
import { postgis } from './matching/postgis';
import { redis } from './matching/redis';
import { sameColumns } from './matching/sameColumns';
import { measureSearches } from './matching/rounds';
import { bruteForce } from './matching/rule';
import { program } from './matching/serverProcess';
import { rounded, type Figures } from './measure';

const sizes = (process.env.BENCH_SIZES ?? '1000,10000,100000').split(',').map(Number);
const QUESTIONS = 200;

/** Who is installed here; of the others the reason is told. */
async function others(folder: () => string): Promise<Contender[]> {
  const found: Contender[] = [];
  const missing = (name: string, what: string) => console.log(`${name} is left out: Debian's ${what} is not installed`);
  const postgres = postgresPrograms();
  if (postgres) found.push(await postgis(postgres, folder(), await freePort()));
  else missing('PostGIS', 'postgresql-15-postgis-3');
  const redisServer = program('redis-server');
  if (redisServer) found.push(...(await redis(redisServer, folder(), await freePort())));
  else missing('Redis', 'redis-server');
  const [server, install] = [program('mariadbd'), program('mariadb-install-db')];
  if (server && install) found.push(...(await mariadb({ server, install }, folder(), await freePort())));
  else missing('MariaDB', 'mariadb-server');
  return found;
}

async function withSize(count: number): Promise<object> {
  const folders: string[] = [];
  const folder = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'bench-matching-'))) - 1] as string;
  const city = cityOf(count, Date.now());
  const questions = questionsOf(QUESTIONS, 1);
  const expected = questions.map((question) => bruteForce(city, question));
  const engine = await ours();
  const contenders: Contender[] = [await sameColumns(), engine, ...(await others(folder))];
  try {
    for (const contender of contenders) {
      const from = performance.now();
      await contender.load(city);
      console.log(`${count}: ${contender.name} loaded in ${rounded((performance.now() - from) / 1000)} s`);
    }
    const table = await measureSearches(contenders, questions, expected);
    const work = await engine.work(questions);
    console.log(JSON.stringify({ count, table, work }));
    return { nurses: count, table, work, positions: await positionUpdates(engine.engine, city, folder()) };
  } finally {
    for (const contender of contenders) await contender.close();
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  }
}

export default async function matching(): Promise<Figures> {
  const bySize: object[] = [];
  for (const count of sizes) {
    const searched = await withSize(count);
    bySize.push({ ...searched, deployed: await deployed(count) });
  }
  return { bySize };
}
