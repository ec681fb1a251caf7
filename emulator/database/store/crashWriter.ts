import { openEngine } from '../open';

/**
 * The process that the crash test kills: writes as fast as it can and prints each thing once it is acknowledged.
 * `s N` = single document N; `p N` = both halves of transfer N, written in one transaction.
 */
async function write(dir: string, start: number): Promise<void> {
  const engine = await openEngine({ dir, now: () => 0, occupyMs: 0, maxLogBytes: 20_000 });
  for (const name of ['single', 'left', 'right']) if (!engine.hasCollection(name)) await engine.createCollection(name);
  if (engine.indexes('single').length === 0)
    await engine.createIndex('single', { name: 'n', keys: { n: 1 }, unique: true });
  process.stdout.write('ready\n');
  for (let n = start; ; n += 1) {
    await engine.insert('single', [{ _id: n, n, text: 'x'.repeat(100) }]);
    process.stdout.write(`s ${n}\n`);
    const transaction = engine.startTransaction();
    await engine.insert('left', [{ _id: n }], transaction);
    await engine.insert('right', [{ _id: n }], transaction);
    await engine.commit(transaction);
    process.stdout.write(`p ${n}\n`);
  }
}

write(process.argv[2] as string, Number(process.argv[3])).catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exitCode = 1;
});
