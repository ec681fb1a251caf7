/**
 * `node --require tsx/cjs emulator/database/crash/openings.ts [documents]`: how long it takes to open a database that was
 * closed, and one that was killed with its log as long as it gets. Five fresh processes each; opening alone, without
 * starting Node.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import type { Doc, Engine } from '../engine';
import { openEngine } from '../open';

const runs = 5;

/** About 620 bytes of JSON, four dates, a place, two lists of objects. */
const order = (i: number, version: number): Doc => ({
  _id: `order${String(i).padStart(12, '0')}`,
  orderNo: `N${String(i).padStart(9, '0')}`,
  status: ['waiting', 'matched', 'onTheWay', 'inService', 'completed'][i % 5],
  family: `family${i % 977}`,
  nurse: `nurse${i % 1009}`,
  priceFen: 10_000 + (i % 5000),
  createdAt: new Date(1.7e12 + i * 1000),
  visitAt: new Date(1.7e12 + i * 7000),
  address: {
    text: `浙江省杭州市西湖区文三路${i}号`,
    location: {
      type: 'Point',
      coordinates: [120 + ((i * 7919) % 10_000) / 10_000, 30 + ((i * 3571) % 10_000) / 10_000],
    },
    contact: { name: '王小明', phone: String(13_800_000_000 + i) },
  },
  items: [
    { name: 'dressing', quantity: 1 + (i % 3), priceFen: 2500 },
    { name: 'injection', quantity: 1, priceFen: 3500 },
  ],
  history: [
    { status: 'waiting', at: new Date(1.7e12 + i * 1000) },
    { status: 'matched', at: new Date(1.7e12 + i * 1000 + 60_000) },
  ],
  version,
  note: 'x'.repeat(40),
});

const indexes = [
  { name: 'orderNo', keys: { orderNo: 1 }, unique: true },
  { name: 'status', keys: { status: 1, visitAt: -1 } },
  { name: 'family', keys: { family: 1 } },
  { name: 'place', keys: { 'address.location': '2dsphere' } },
] as const;

async function fill(engine: Engine, count: number): Promise<void> {
  await engine.createCollection('orders');
  for (const index of indexes) await engine.createIndex('orders', index);
  for (let i = 0; i < count; i += 1000) {
    await engine.insert(
      'orders',
      Array.from({ length: Math.min(1000, count - i) }, (_, k) => order(i + k, 0)),
    );
  }
  await engine.close();
}

/** Replaces documents until the log is nearly as long as it may get before a snapshot takes its place. */
async function wear(engine: Engine, dir: string, count: number): Promise<void> {
  const names = fs.readdirSync(dir);
  const sizeOf = (kind: string) =>
    fs.statSync(path.join(dir, names.find((name) => name.startsWith(kind)) as string)).size;
  const longest = 0.95 * Math.max(16 * 1024 * 1024, sizeOf('snapshot') / 2);
  for (let i = 0; sizeOf('log') < longest; i += 1) {
    const { _id: id, ...update } = order(i % count, 1);
    await engine.update('orders', { query: { _id: id }, update, replace: true });
  }
  process.kill(process.pid, 'SIGKILL');
}

async function measure(engine: Engine, from: number): Promise<void> {
  const openMs = performance.now() - from;
  const [doc] = await engine.find('orders', { query: { orderNo: 'N000000007' } });
  const firstQueryMs = performance.now() - from - openMs;
  if (!doc || (await engine.count('orders')) === 0) throw new Error('the documents are not there');
  const megabytes = process.memoryUsage().rss / 1e6;
  fs.writeSync(1, JSON.stringify([openMs, firstQueryMs, megabytes].map(Math.round)));
  process.kill(process.pid, 'SIGKILL'); // closing would write a snapshot
}

async function part(what: string, dir: string, count: number): Promise<void> {
  const from = performance.now();
  const engine = await openEngine({ dir, now: () => 0, occupyMs: 0 });
  if (what === 'fill') await fill(engine, count);
  else if (what === 'wear') await wear(engine, dir, count);
  else await measure(engine, from);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

function openings(script: string, dir: string): object {
  const results = Array.from({ length: runs }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, [script, 'open', dir], { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as [number, number, number];
  });
  const files = fs.readdirSync(dir).map((name) => `${name} ${fs.statSync(path.join(dir, name)).size}`);
  return {
    openMs: median(results.map(([ms]) => ms)),
    firstUniqueQueryMs: median(results.map(([, ms]) => ms)),
    megabytes: median(results.map(([, , mb]) => mb)),
    all: results,
    files,
  };
}

function main(count: number): void {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'openings-'));
  const script = path.join(dir, 'openings.cjs');
  buildSync({ entryPoints: [__filename], bundle: true, platform: 'node', external: ['esbuild'], outfile: script });
  const data = path.join(dir, 'data');
  try {
    execFileSync(process.execPath, [script, 'fill', data, String(count)]);
    console.log(JSON.stringify({ documents: count, bytes: JSON.stringify(order(1, 0)).length }));
    console.log('closed', JSON.stringify(openings(script, data)));
    spawnSync(process.execPath, [script, 'wear', data, String(count)]);
    console.log('killed', JSON.stringify(openings(script, data)));
  } finally {
    fs.rmSync(dir, { recursive: true });
  }
}

const [what, dir, count] = process.argv.slice(2);
if (dir !== undefined) void part(what as string, dir, Number(count));
else main(Number(what ?? 100_000));
