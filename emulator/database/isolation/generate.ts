import { openEngine } from '../open';
import { runClient, type World } from './client';
import type { History, Transaction } from './history';
import { Random } from '../../testing/random';
import { freeScheduler, SeededScheduler, type Scheduler } from './scheduler';
import { engineSubject, type Subject } from './subject';

/** Two collections with two keys each: few enough to meet, enough for transactions across collections. */
const collectionsOf = (suffix: string, random: Random) => {
  const [a, b] = [`a${suffix}`, `b${suffix}`];
  const keys = { [a]: [`${a}:0`, `${a}:1`], [b]: [`${b}:0`, `${b}:1`] };
  return random.chance(0.3) ? { [a]: keys[a] as string[], [b]: [`${b}:0`] } : keys;
};

/** Collections and an index, made before the clients come. Half of the keys exist, with an empty list. */
export type Prepare = (collection: string, docs: readonly object[]) => Promise<void>;

async function prepareKeys(keys: World['keys'], random: Random, prepare: Prepare): Promise<void> {
  for (const [collection, names] of Object.entries(keys)) {
    const docs = names.filter(() => random.chance(0.5)).map((_id) => ({ _id, list: [], n: 0 }));
    await prepare(collection, docs);
  }
}

async function finalState(subject: Subject, keys: World['keys']): Promise<History['final']> {
  const final: Record<string, number[]> = {};
  for (const [collection, names] of Object.entries(keys)) {
    for (const name of names) {
      const [doc] = await subject.find(collection, { _id: name });
      final[name] = (doc?.list ?? []) as number[];
    }
  }
  return final;
}

interface Setting {
  readonly subject: Subject;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly keys: World['keys'];
}

/** Lets a few clients loose and notes what they did. */
async function play({ subject, random, scheduler, keys }: Setting): Promise<History> {
  const transactions: Transaction[] = [];
  let moments = 0;
  let values = 0;
  const world: World = {
    ...{ subject, random, scheduler, keys },
    tick: () => (moments += 1),
    newValue: () => (values += 1),
    record: (transaction) => transactions.push({ id: transactions.length, ...transaction }),
  };
  const clients = Array.from({ length: random.between(2, 5) }, () => runClient(world));
  await scheduler.run(clients);
  return { transactions, final: await finalState(subject, keys) };
}

/** One history on an engine of its own, the same for the same seed. */
export async function seededHistory(seed: number): Promise<History> {
  const random = new Random(seed);
  const keys = collectionsOf('', random);
  const engine = await openEngine({ now: () => 0, occupyMs: 0 });
  try {
    await prepareKeys(keys, random, async (collection, docs) => {
      await engine.createCollection(collection);
      await engine.createIndex(collection, { name: 'n', keys: { n: 1 } });
      await engine.insert(collection, docs as never);
    });
    return await play({ subject: engineSubject(engine), random, scheduler: new SeededScheduler(random), keys });
  } finally {
    await engine.close();
  }
}

/** One history over real connections. The seed fixes what the clients try, not how they meet. */
export async function concurrentHistory(seed: number, subject: Subject, prepare: Prepare): Promise<History> {
  const random = new Random(seed);
  const keys = collectionsOf(`_${seed}`, random);
  await prepareKeys(keys, random, prepare);
  return play({ subject, random, scheduler: freeScheduler, keys });
}
