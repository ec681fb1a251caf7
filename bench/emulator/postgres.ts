import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig, Pool } from 'pg';
import type { Contender } from './contender';
import type { Order } from './documents';

const installed = '/usr/lib/postgresql';
const batch = 1000;

/** PostgreSQL refuses to run as root: then the account that its package made runs it. */
const account = 'postgres';
const isRoot = process.getuid?.() === 0;

/** The newest installed server's programs. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(installed)) return undefined;
  const [newest] = readdirSync(installed).sort((a, b) => Number(b) - Number(a));
  const programs = newest && join(installed, newest, 'bin');
  return programs && existsSync(join(programs, 'initdb')) ? programs : undefined;
}

export function runPostgres(program: string, parameters: readonly string[]): void {
  const [command, all] = isRoot
    ? ['runuser', ['-u', account, '--', program, ...parameters]]
    : [program, [...parameters]];
  execFileSync(command as string, all as string[], { stdio: 'ignore', cwd: '/' });
}

function idOfAccount(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, account], { encoding: 'utf8' }));
}

const schema = `
  CREATE EXTENSION postgis;
  CREATE TABLE orders (
    id text PRIMARY KEY,
    doc jsonb NOT NULL,
    place geography(Point, 4326) GENERATED ALWAYS AS (ST_GeomFromGeoJSON(doc -> 'loc')::geography) STORED
  );`;

/** Made after loading, as anyone would. */
const afterLoading = `
  CREATE INDEX page ON orders ((doc ->> 'city'), (doc ->> 'status'), (doc ->> 'createdAt') DESC);
  CREATE INDEX place ON orders USING gist (place);
  ANALYZE orders;`;

const sql = {
  read: 'SELECT doc FROM orders WHERE id = $1',
  insert: 'INSERT INTO orders (id, doc) VALUES ($1, $2)',
  update: `UPDATE orders SET doc = jsonb_set(doc, '{priceFen}', to_jsonb($2::int)) WHERE id = $1`,
  page: `SELECT doc FROM orders WHERE doc ->> 'city' = $1 AND doc ->> 'status' = $2
    ORDER BY doc ->> 'createdAt' DESC LIMIT 20`,
  near: `SELECT doc FROM orders WHERE doc -> 'skills' ? $3 AND (doc -> 'online')::boolean
    ORDER BY place <-> ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography LIMIT 20`,
  group: `SELECT doc ->> 'status' AS status, count(*), sum((doc ->> 'priceFen')::bigint) FROM orders
    WHERE doc ->> 'city' = $1 GROUP BY 1`,
  add: `UPDATE orders SET doc = jsonb_set(doc, '{balanceFen}', to_jsonb((doc ->> 'balanceFen')::int + $2::int))
    WHERE id = $1`,
};

const statement = (name: keyof typeof sql, values: readonly unknown[]) => ({
  name,
  text: sql[name],
  values: [...values],
});

async function loadInto(client: Client, orders: Iterable<Order>): Promise<void> {
  const flush = (rows: readonly Order[]) =>
    client.query(`INSERT INTO orders (id, doc) SELECT row ->> '_id', row FROM jsonb_array_elements($1::jsonb) AS row`, [
      JSON.stringify(rows),
    ]);
  const rows: Order[] = [];
  for (const order of orders) if (rows.push(order) === batch) await flush(rows.splice(0));
  if (rows.length > 0) await flush(rows);
  await client.query(afterLoading);
}

/** First the smaller id, so that two transfers never wait for each other. */
async function transfer(pool: Pool, from: string, to: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await client.query(statement('read', [from]));
    const steps: [string, number][] = [
      [from, -1],
      [to, 1],
    ];
    for (const step of steps.sort(([a], [b]) => (a < b ? -1 : 1))) await client.query(statement('add', step));
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** A cluster of its own on loopback; answers its data folder. */
export function startPostgres(programs: string, dir: string, port: number): string {
  const home = join(dir, 'postgres');
  mkdirSync(home);
  if (isRoot) {
    for (const path of [dir, home]) chownSync(path, idOfAccount('-u'), idOfAccount('-g'));
  }
  const data = join(home, 'data');
  runPostgres(join(programs, 'initdb'), [
    '-D',
    data,
    '-U',
    'bench',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const settings = [
    `-p ${port} -k ${home} -c listen_addresses=127.0.0.1 -c max_connections=150`,
    '-c synchronous_commit=off -c shared_buffers=1GB -c max_wal_size=4GB -c jit=off -c work_mem=32MB -c random_page_cost=1.1',
  ].join(' ');
  runPostgres(join(programs, 'pg_ctl'), ['-D', data, '-w', '-l', join(home, 'server.log'), '-o', settings, 'start']);
  return data;
}

/** PostgreSQL with jsonb and PostGIS: a cluster of its own on loopback, gone at the end. */
export async function postgres(programs: string, dir: string, port: number): Promise<Contender> {
  const data = startPostgres(programs, dir, port);
  const config: ClientConfig = { host: '127.0.0.1', port, user: 'bench', database: 'postgres' };
  const client = new Client(config);
  await client.connect();
  await client.query(schema);
  const pool = new Pool({ ...config, max: 100 });
  const rows = async (name: keyof typeof sql, values: readonly unknown[]) =>
    (await client.query<{ doc: unknown }>(statement(name, values))).rows;
  return {
    name: 'PostgreSQL',
    setting: 'jsonb + PostGIS, synchronous_commit=off, shared_buffers 1 GB, prepared statements over loopback TCP',
    load: (orders) => loadInto(client, orders),
    read: (id) => rows('read', [id]),
    insert: (order) => rows('insert', [order._id, JSON.stringify(order)]),
    update: (id, priceFen) => rows('update', [id, priceFen]),
    page: ({ city, status }) => rows('page', [city, status]),
    near: ({ at, skill }) => rows('near', [...at, skill]),
    group: (city) => rows('group', [city]),
    transfer: (from, to) => transfer(pool, from, to),
    async close() {
      await pool.end();
      await client.end();
      runPostgres(join(programs, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']);
    },
  };
}
