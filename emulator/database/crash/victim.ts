import { createInterface } from 'node:readline';
import type { Engine } from '../engine';
import { openEngine } from '../open';
import { decode } from '../store/codec';
import { lyingDisk, mortalDisk } from './mortalDisk';
import type { Answer, Life, Numbered, Order, Step } from './order';

/** The process that is killed: carries out orders from its input, many at a time, and answers each when it is durable. */

async function take(engine: Engine, step: Step, transaction?: string): Promise<void> {
  switch (step.do) {
    case 'insert':
      return void (await engine.insert(step.in, step.docs, transaction));
    case 'update':
      return void (await engine.update(step.in, step, transaction));
    case 'replace':
      return void (await engine.update(step.in, { query: step.query, update: step.doc, replace: true }, transaction));
    case 'remove':
      return void (await engine.remove(step.in, step.query, false, transaction));
  }
}

async function inTransaction(engine: Engine, work: (transaction: string) => Promise<void>): Promise<void> {
  const transaction = engine.startTransaction();
  try {
    await work(transaction);
  } catch (cause) {
    await engine.abort(transaction).catch(() => undefined); // a conflict has ended it already
    throw cause;
  }
  await engine.commit(transaction);
}

async function transfer(engine: Engine, order: Extract<Order, { do: 'transfer' }>): Promise<void> {
  const { from, to, amount, id } = order;
  try {
    await inTransaction(engine, async (transaction) => {
      for (const [account, change] of [
        [from, -amount],
        [to, amount],
      ] as const) {
        const [found] = await engine.find('accounts', { query: { _id: account } }, transaction);
        const balance = (found?.balance as number) + change;
        await engine.update('accounts', { query: { _id: account }, update: { $set: { balance } } }, transaction);
      }
      await engine.insert('journal', [{ _id: id, from, to, amount }], transaction);
    });
  } catch (cause) {
    if (!/conflict/i.test(String(cause))) throw cause;
    await new Promise((resolve) => setImmediate(resolve));
    await transfer(engine, order);
  }
}

async function carryOut(engine: Engine, order: Order): Promise<void> {
  switch (order.do) {
    case 'transaction':
      return inTransaction(engine, async (transaction) => {
        for (const step of order.steps) await take(engine, step, transaction);
      });
    case 'transfer':
      return transfer(engine, order);
    case 'createCollection':
      return engine.createCollection(order.name);
    case 'dropCollection':
      return engine.dropCollection(order.name);
    case 'createIndex':
      return engine.createIndex(order.in, order.index);
    case 'dropIndex':
      return engine.dropIndex(order.in, order.name);
    case 'close':
      return engine.close();
    default:
      return take(engine, order);
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function live({ dir, maxLogBytes, death, isLying }: Life): Promise<void> {
  const disk = isLying ? lyingDisk() : death && mortalDisk(death);
  say('opening');
  const engine = await openEngine({ dir, now: () => 0, occupyMs: 0, maxLogBytes, disk, tell: () => undefined });
  say('ready');
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { number, order } = decode(line) as Numbered;
    const answer = (error?: string) => say(JSON.stringify({ number, ...(error ? { error } : {}) } satisfies Answer));
    carryOut(engine, order).then(
      () => answer(),
      (cause: unknown) => answer((cause as Error).message),
    );
  });
}

live(JSON.parse(process.argv[2] as string) as Life).catch((cause: unknown) => {
  process.stderr.write(`${String(cause)}\n`);
  process.exitCode = 1;
});
