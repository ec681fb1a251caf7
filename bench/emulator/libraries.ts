import Nedb from '@seald-io/nedb';
import { aggregate, find } from 'mingo';
import { join } from 'node:path';
import { type Contender, groupStages } from './contender';
import type { Order } from './documents';

/** NeDB with its file and the two indexes it can use: one field each. No place, no transaction. */
export async function nedb(dir: string): Promise<Contender> {
  const store = new Nedb<Order>({ filename: join(dir, 'nedb', 'orders.db'), autoload: false });
  await store.loadDatabaseAsync();
  await store.ensureIndexAsync({ fieldName: 'city' });
  return {
    name: 'NeDB',
    setting: 'its file without fsync; in process',
    load: async (orders) => void (await store.insertAsync([...orders])),
    read: (id) => store.findOneAsync({ _id: id }),
    insert: (order) => store.insertAsync(order),
    update: (id, priceFen) => store.updateAsync({ _id: id }, { $set: { priceFen } }, {}),
    page: (wanted) => store.findAsync(wanted).sort({ createdAt: -1 }).limit(20),
    close: async () => undefined,
  };
}

/** mingo over an array: no index, nothing kept. */
export function mingo(): Contender {
  const orders: Order[] = [];
  return {
    name: 'mingo',
    setting: 'an array in memory, nothing is kept; in process',
    load: async (all) => {
      for (const order of all) orders.push(order);
    },
    read: async (id) => find(orders, { _id: id }).next(),
    insert: async (order) => orders.push(order),
    update: async (id, priceFen) => Object.assign(find<Order>(orders, { _id: id }).next() ?? {}, { priceFen }),
    page: async (wanted) => find(orders, wanted).sort({ createdAt: -1 }).limit(20).all(),
    group: async (city) => aggregate(orders, groupStages(city)),
    close: async () => {
      orders.length = 0;
    },
  };
}
