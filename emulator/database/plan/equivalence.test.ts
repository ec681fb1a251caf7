/**
 * Indexes change how fast an answer comes and nothing else: whatever is asked, in whatever order, the planner gives
 * what a look at every document gives. PLAN_RUNS=100000 npx jest … runs more cases.
 */
import * as fc from 'fast-check';
import { Collection } from '../collection';
import type { Doc, Engine } from '../engine';
import { openEngine } from '../open';
import { countDocs } from '../read/count';
import { select, type Wanted } from '../read/select';
import { committedView } from '../read/view';
import { deepFreeze } from '../values/clone';
import type { Order } from './access';
import * as random from './testing/arbitraries';

const runs = Number(process.env.PLAN_RUNS ?? 600);

/** Documents that no index refuses: two lists side by side are refused before they get here. */
function indexable(collection: Collection, docs: readonly Doc[]): Doc[] {
  return docs
    .map((doc, id) => deepFreeze({ _id: id, ...doc }))
    .filter((doc) => {
      try {
        for (const index of collection.indexes.all()) index.keysOf(doc);
        return true;
      } catch (error) {
        if (!String(error).includes('parallel arrays')) throw error;
        return false;
      }
    });
}

const ids = (docs: readonly Doc[]) => docs.map(({ _id: id }) => id as number);
const sorted = (docs: readonly Doc[]) => ids(docs).sort((a, b) => a - b);

type Question = [query: Doc, order: Order, page: { skip: number; limit: number }];

/** Two lists side by side cannot be sorted by; an index that gives the order has none such. */
function canSort(sort: () => unknown): boolean {
  try {
    sort();
    return true;
  } catch (error) {
    if (!String(error).includes('parallel arrays')) throw error;
    return false;
  }
}

/** Not only the way the planner likes best: each one it weighs must answer alike. */
function compareAll(collection: Collection, [query, order, page]: Question): void {
  const run = (more: Partial<Wanted>) => select(collection, committedView(collection), { query, ...more });
  if (order.length > 0 && canSort(() => run({ order, ignoreIndexes: true }))) {
    const wanted = ids(run({ order, ...page, ignoreIndexes: true }).docs);
    for (const access of run({ order, ...page }).weighed)
      expect(ids(run({ order, ...page, access }).docs)).toEqual(wanted);
  }
  const all = sorted(run({ ignoreIndexes: true }).docs);
  for (const access of run({}).weighed) expect(sorted(run({ access }).docs)).toEqual(all);
  expect(countDocs(collection, query)).toBe(all.length);
}

test('the same documents in the same order, equal ones too, also after changes', () => {
  const asked = fc.tuple(random.query, random.order, random.page);
  const property = fc.property(
    random.docs,
    random.docs,
    random.specs,
    fc.array(asked, { minLength: 1, maxLength: 6 }),
    (before, after, specs, questions) => {
      const collection = new Collection('c');
      for (const spec of specs) collection.indexes.install(collection.indexes.prepare(spec));
      indexable(collection, before).forEach((doc) => collection.apply(doc._id as number, doc, 1, false));
      for (const [query, order, page] of questions.slice(0, 1))
        canSort(() => select(collection, committedView(collection), { query, order, ...page }));
      indexable(collection, after).forEach((doc) => collection.apply(doc._id as number, doc, 2, false));
      collection.apply(3, null, 3, false);
      for (const question of questions) compareAll(collection, question);
    },
  );
  fc.assert(property, { numRuns: runs });
});

/** One engine with indexes, one without, both treated alike. */
async function alike<T>(engines: readonly Engine[], act: (engine: Engine) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const engine of engines) results.push(await act(engine));
  return results;
}

test('the same inside a transaction that has written, while others commit', async () => {
  const property = fc.asyncProperty(
    random.docs,
    random.docs,
    random.specs,
    random.query,
    random.order.map((order): Order => [...order.slice(0, 1), ['c', -1], ['_id', 1]]),
    random.page,
    async (before, own, specs, query, order, page) => {
      const [plain, indexed] = [
        await openEngine({ now: () => 0, occupyMs: 0 }),
        await openEngine({ now: () => 0, occupyMs: 0 }),
      ];
      const both = [plain, indexed];
      await alike(both, (engine) => engine.createCollection('c'));
      const scratch = new Collection('c');
      for (const spec of specs) {
        await indexed.createIndex('c', spec);
        scratch.indexes.install(scratch.indexes.prepare(spec));
      }
      const storable = indexable(scratch, before);
      await alike(both, (engine) => engine.insert('c', storable));
      const found = await alike(both, async (engine) => {
        const transaction = engine.startTransaction();
        await engine.find('c', { query, order }, transaction); // the snapshot is taken here
        await engine.update('c', { query: { _id: { $gt: 20 } }, update: { $set: { c: 2, b: 1 } }, multi: true });
        await engine.remove('c', { _id: { $in: [17, 18] } }, true);
        await engine.insert('c', [{ _id: 100, a: 1, b: 1 }]);
        const changed = indexable(scratch, own).filter(({ _id: id }) => (id as number) < 5);
        for (const { _id: id, ...rest } of changed) {
          await engine.update('c', { query: { _id: id }, update: rest, replace: true, upsert: true }, transaction);
        }
        const answers = [
          ids(await engine.find('c', { query, order, ...page }, transaction)),
          ids(await engine.find('c', { query, order, ...page })),
        ];
        await engine.abort(transaction);
        return answers;
      });
      expect(found[1]).toEqual(found[0]);
      await alike(both, (engine) => engine.close());
    },
  );
  await fc.assert(property, { numRuns: Math.max(40, Math.round(runs / 10)) });
});
