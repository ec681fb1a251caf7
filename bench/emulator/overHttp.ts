import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexSpec } from '../../emulator/database/engine';
import { type Contender, groupStages } from './contender';
import { HttpClient } from './httpClient';
import { startEmulator, stopped } from './startEmulator';

export const indexes: readonly IndexSpec[] = [
  { name: 'page', keys: { city: 1, status: 1, createdAt: -1 } },
  { name: 'place', keys: { skills: 1, online: 1, loc: '2dsphere' } },
];

const batch = 500;

/** As the server SDKs write values: dates and numbers with their tags, documents as text inside the JSON body. */
function ejson(value: unknown): unknown {
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (Array.isArray(value)) return value.map(ejson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, ejson(part)]));
}

const packed = (value: unknown) => JSON.stringify(ejson(value));

interface Answer {
  readonly code?: string;
  readonly message?: string;
  readonly transactionId?: string;
  readonly data?: { readonly list?: readonly string[] };
}

class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The database actions of a server SDK. */
export class Admin {
  private readonly http: HttpClient;

  constructor(url: string) {
    this.http = new HttpClient(url);
  }

  async call(action: string, parameters: object): Promise<Answer> {
    const text = await this.http.post('/admin', JSON.stringify({ action: `database.${action}`, ...parameters }));
    const answer = JSON.parse(text) as Answer;
    if (answer.code) throw new Refused(answer.code, answer.message ?? '');
    return answer;
  }

  async list(action: string, parameters: object): Promise<unknown[]> {
    const { data } = await this.call(action, parameters);
    return (data?.list ?? []).map((text) => JSON.parse(text) as unknown);
  }

  close(): void {
    this.http.close();
  }
}

function startWithIndexes(dir: string): Promise<{ url: string; child: ChildProcess }> {
  const database = join(dir, 'declared');
  mkdirSync(database);
  writeFileSync(join(database, 'indexes.json'), JSON.stringify({ orders: indexes }));
  return startEmulator(['--data', join(dir, 'emulator'), '--database', database]);
}

async function transfer(admin: Admin, from: string, to: string): Promise<void> {
  for (;;) {
    const { transactionId } = await admin.call('startTransaction', {});
    const inside = { collectionName: 'orders', transactionId };
    const add = (id: string, balanceFen: number) =>
      admin.call('modifyDocument', { ...inside, query: packed({ _id: id }), data: packed({ $inc: { balanceFen } }) });
    try {
      await admin.call('getDocument', { ...inside, query: packed({ _id: from }), limit: 1 });
      await add(from, -1);
      await add(to, 1);
      await admin.call('commitTransaction', { transactionId });
      return;
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'DATABASE_TRANSACTION_CONFLICT') throw error;
    }
  }
}

const orders = { collectionName: 'orders' };

type Operations = Omit<Contender, 'name' | 'setting' | 'load' | 'close'>;

/** What is asked for, the same whoever answers. */
export const operations = (admin: Admin): Operations => ({
  read: (id) => admin.list('getDocument', { ...orders, query: packed({ _id: id }), limit: 1 }),
  insert: (order) => admin.call('insertDocument', { ...orders, data: [packed(order)] }),
  update: (id, priceFen) =>
    admin.call('modifyDocument', { ...orders, query: packed({ _id: id }), data: packed({ $set: { priceFen } }) }),
  page: (wanted) =>
    admin.list('getDocument', { ...orders, query: packed(wanted), order: packed({ createdAt: -1 }), limit: 20 }),
  near: ({ at, skill }) => {
    const loc = { $nearSphere: { $geometry: { type: 'Point', coordinates: at } } };
    return admin.list('getDocument', { ...orders, query: packed({ skills: skill, online: true, loc }), limit: 20 });
  },
  group: (city) => {
    const stages = groupStages(city).map((stage) => {
      const [[stageKey, value] = ['', {}]] = Object.entries(stage);
      return { stageKey, stageValue: packed(value) };
    });
    return admin.list('aggregateDocuments', { ...orders, stages });
  },
  transfer: (from, to) => transfer(admin, from, to),
});

export async function overHttp(dir: string): Promise<Contender & { readonly url: string }> {
  const { url, child } = await startWithIndexes(dir);
  const admin = new Admin(url);
  return {
    ...operations(admin),
    name: 'ours over HTTP',
    url,
    setting: 'write() before each answer, no fsync; JSON over loopback HTTP as the SDKs send it',
    async load(all) {
      let rows: string[] = [];
      for (const order of all) {
        if (rows.push(packed(order)) < batch) continue;
        await admin.call('insertDocument', { ...orders, data: rows });
        rows = [];
      }
      if (rows.length > 0) await admin.call('insertDocument', { ...orders, data: rows });
    },
    async close() {
      admin.close();
      await stopped(child);
    },
  };
}
