import { join } from 'node:path';
import { root } from '../../scripts/build/products';
import type { Contender } from './contender';
import { Admin, operations } from './overHttp';
import { startServer, stopped } from './startEmulator';

/** What the way there and back costs by itself: the same client, requests and sizes of answers, and no database. */
export async function floor(): Promise<Contender> {
  const { url, child } = await startServer(['--require', 'tsx/cjs', join(root, 'bench/emulator/floorServer.ts')]);
  const admin = new Admin(url);
  const { read, insert, update, page, near } = operations(admin);
  return {
    ...{ read, insert, update, page, ...(near ? { near } : {}) },
    name: 'empty HTTP server',
    setting: 'prepared answers of the same size: the least that HTTP by Node costs',
    load: () => Promise.resolve(),
    async close() {
      admin.close();
      await stopped(child);
    },
  };
}
