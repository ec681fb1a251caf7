import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../emulator/index';
import { RawClient } from '../../emulator/watch/rawClient';
import { median, percentile, rounded } from '../measure';

const writes = 30;
const crowds = [1, 100, 1000];

/** From a write until the last of so many watchers has it, each on a WebSocket of its own, all in this process. */
export async function fanOut(): Promise<object> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-watch-'));
  writeFileSync(join(dir, 'rules.json'), JSON.stringify({ collections: { t: { read: true } } }));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ t: [] }));
  const emulator = await start({ database: dir });
  const figures: Record<string, object> = {};
  const clients: RawClient[] = [];
  await emulator.engine.insert('t', [{ _id: 'x', n: 0 }]);
  for (const watchers of crowds) {
    while (clients.length < watchers) {
      const client = await RawClient.of(emulator);
      await client.watch('t', { _id: 'x' });
      clients.push(client);
    }
    const samples: number[] = [];
    for (let at = 0; at < writes; at += 1) {
      const all = Promise.all(clients.map((client) => client.next()));
      const from = performance.now();
      await emulator.engine.update('t', { query: { _id: 'x' }, update: { $inc: { n: 1 } } });
      await all;
      samples.push(performance.now() - from);
    }
    const last = { lastWatcherP50Ms: rounded(median(samples), 2), p95Ms: rounded(percentile(samples, 0.95), 2) };
    figures[`${watchers} watchers`] = last;
  }
  await Promise.all(clients.map((client) => client.close()));
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
  return figures;
}
