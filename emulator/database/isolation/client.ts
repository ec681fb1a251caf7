import { EngineError, type Doc } from '../engine';
import type { Operation, Transaction } from './history';
import type { Random } from '../../testing/random';
import type { Scheduler } from './scheduler';
import type { Subject } from './subject';

/** What all clients of one history share. */
export interface World {
  readonly subject: Subject;
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Keys by the collection they live in. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** One counter of moments and one of values. */
  readonly tick: () => number;
  readonly newValue: () => number;
  readonly record: (transaction: Omit<Transaction, 'id'>) => void;
}

type Step = (world: World, key: string, collection: string, transaction?: string) => Promise<Operation[]>;

const listOf = (doc: Doc | null | undefined) => (doc?.list ?? []) as number[];

const read: Step = async ({ subject }, key, collection, transaction) => {
  const [doc] = await subject.find(collection, { _id: key }, transaction);
  return [{ kind: 'read', key, list: listOf(doc) }];
};

const append: Step = async ({ subject, newValue }, key, collection, transaction) => {
  const value = newValue();
  const update = { $push: { list: value }, $inc: { n: 1 } };
  await subject.update(collection, { query: { _id: key }, update, upsert: true }, transaction);
  return [{ kind: 'append', key, value }];
};

/** The classic lost update: read the list, write it back one longer. */
const readModifyWrite: Step = async (world, key, collection, transaction) => {
  const { subject, newValue, scheduler } = world;
  const [seen] = (await read(world, key, collection, transaction)) as [{ list: number[] } & Operation];
  await scheduler.turn();
  const value = newValue();
  const list = [...seen.list, value];
  const options = { query: { _id: key }, update: { $set: { list, n: list.length } }, upsert: true };
  await subject.update(collection, options, transaction);
  return [seen, { kind: 'append', key, value }];
};

const appendAndReturn: Step = async ({ subject, newValue }, key, collection, transaction) => {
  const value = newValue();
  const update = { $push: { list: value }, $inc: { n: 1 } };
  const doc = await subject.updateAndReturn(collection, { _id: key }, update, transaction);
  if (!doc) return [{ kind: 'read', key, list: [] }];
  return [
    { kind: 'append', key, value },
    { kind: 'read', key, list: listOf(doc) },
  ];
};

const scan: Step = async ({ subject, random, keys }, _key, collection, transaction) => {
  const atLeast = random.between(1, 4);
  const docs = await subject.find(collection, { n: { $gte: atLeast } }, transaction);
  const found = Object.fromEntries(docs.map((doc) => [String(doc._id), listOf(doc)]));
  return [{ kind: 'scan', keys: keys[collection] ?? [], atLeast, found }];
};

const INSIDE: readonly Step[] = [read, read, append, readModifyWrite, readModifyWrite, appendAndReturn, scan];
const OUTSIDE: readonly Step[] = [read, append, appendAndReturn, scan];

function choose(world: World, steps: readonly Step[]): (transaction?: string) => Promise<Operation[]> {
  const { random, keys } = world;
  const collection = random.pick(Object.keys(keys));
  const key = random.pick(keys[collection] ?? []);
  const step = random.pick(steps);
  return (transaction) => step(world, key, collection, transaction);
}

/** Refusals after which the transaction is gone; anything else is a defect of the database. */
function assertExpected(error: unknown): void {
  if (!(error instanceof EngineError) || error.code !== 'DATABASE_TRANSACTION_CONFLICT') throw error;
}

async function plain(world: World): Promise<void> {
  const { scheduler, tick, record } = world;
  await scheduler.turn();
  const began = tick();
  const operations = await choose(world, OUTSIDE)();
  const ended = tick();
  record({ plain: true, outcome: 'committed', operations, began, snapshotBy: ended, commitCalled: began, ended });
}

async function transact(world: World): Promise<void> {
  const { subject, random, scheduler, tick, record } = world;
  await scheduler.turn();
  const transaction = await subject.start();
  const operations: Operation[] = [];
  const steps = random.between(1, 4);
  let [began, snapshotBy, commitCalled] = [Infinity, Infinity, Infinity];
  const finish = (outcome: Transaction['outcome']) =>
    record({ plain: false, outcome, operations, began, snapshotBy, commitCalled, ended: tick() });
  try {
    for (let i = 0; i < steps; i += 1) {
      await scheduler.turn();
      began = Math.min(began, tick());
      operations.push(...(await choose(world, INSIDE)(transaction)));
      snapshotBy = Math.min(snapshotBy, tick());
    }
    await scheduler.turn();
    if (random.chance(0.15)) {
      await subject.abort(transaction);
      return finish('aborted');
    }
    commitCalled = tick();
    await subject.commit(transaction);
    finish('committed');
  } catch (error) {
    assertExpected(error);
    finish('aborted');
  }
}

/** Does a few transactions and plain operations, one after the other; after a conflict it simply goes on. */
export async function runClient(world: World): Promise<void> {
  const count = world.random.between(2, 5);
  for (let i = 0; i < count; i += 1) await (world.random.chance(0.25) ? plain(world) : transact(world));
}
