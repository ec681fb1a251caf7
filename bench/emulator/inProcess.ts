import { join } from 'node:path';
import type { Doc, Engine } from '../../emulator/database/engine';
import type * as Open from '../../emulator/database/open';
import { type Contender, groupStages } from './contender';
import { indexes } from './overHttp';
import { builtEmulator } from './startEmulator';

const batch = 1000;

/** The engine alone, as npm carries it, called as a library. */
export async function inProcess(dir: string): Promise<Contender> {
  const { openEngine } = (await import(join(builtEmulator(), 'database/open.js'))) as typeof Open;
  const engine: Engine = await openEngine({ dir: join(dir, 'engine'), now: Date.now, occupyMs: 0 });
  return {
    name: 'ours in process',
    setting: 'write() before each answer, no fsync; no network',
    async load(orders) {
      await engine.createCollection('orders');
      for (const index of indexes) await engine.createIndex('orders', index);
      const rows: Doc[] = [];
      for (const order of orders) {
        if (rows.push(order) === batch) await engine.insert('orders', rows.splice(0));
      }
      await engine.insert('orders', rows);
    },
    read: (id) => engine.find('orders', { query: { _id: id }, limit: 1 }),
    insert: (order) => engine.insert('orders', [order]),
    update: (id, priceFen) => engine.update('orders', { query: { _id: id }, update: { $set: { priceFen } } }),
    page: ({ city, status }) =>
      engine.find('orders', { query: { city, status }, order: [['createdAt', -1]], limit: 20 }),
    near: ({ at, skill }) =>
      engine.find('orders', {
        query: { skills: skill, online: true, loc: { $nearSphere: { $geometry: { type: 'Point', coordinates: at } } } },
        limit: 20,
      }),
    group: (city) => engine.aggregate('orders', groupStages(city)),
    async transfer(from, to) {
      for (;;) {
        const transaction = engine.startTransaction();
        try {
          await engine.find('orders', { query: { _id: from } }, transaction);
          const add = (id: string, balanceFen: number) =>
            engine.update('orders', { query: { _id: id }, update: { $inc: { balanceFen } } }, transaction);
          await add(from, -1);
          await add(to, 1);
          return await engine.commit(transaction);
        } catch (error) {
          await engine.abort(transaction).catch(() => undefined); // a conflict has ended it already
          if (!String(error).includes('TransactionConflict')) throw error;
        }
      }
    },
    close: () => engine.close(),
  };
}
