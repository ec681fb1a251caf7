import * as fc from 'fast-check';
import { Aggregator } from 'mingo';
import type { Doc } from '../engine';
import { openEngine } from '../open';

/**
 * Random documents and pipelines, judged by mingo as well. Left out is where mingo differs from MongoDB: boundaries of
 * $bucket, $count of nothing, null and missing in group keys, order of fields, paths through arrays in $project, sorting by arrays.
 */

const number = fc.integer({ min: -3, max: 3 });
const text = fc.constantFrom('a', 'b', 'ab');
const doc = fc.record({
  a: number,
  b: text,
  o: fc.record({ x: number, y: text }),
  l: fc.array(number, { maxLength: 3 }),
});
const docs = fc.array(doc, { maxLength: 12 }).map((list) => list.map((one, i): Doc => ({ _id: i, ...one })));

const path = fc.constantFrom('a', 'b', 'o.x', 'o.y');
const sort = fc
  .uniqueArray(fc.tuple(path, fc.constantFrom(1, -1)), { selector: ([name]) => name, minLength: 1, maxLength: 2 })
  .map((keys) => ({ $sort: { ...Object.fromEntries(keys), _id: 1 } }));
const stage: fc.Arbitrary<Doc> = fc.oneof(
  number.map((n) => ({ $match: { a: { $gte: n } } })),
  text.map((t) => ({ $match: { $or: [{ b: t }, { 'o.y': t }] } })),
  number.map((n) => ({ $match: { $expr: { $gt: ['$o.x', n] } } })),
  sort,
  fc.integer({ min: 0, max: 4 }).map((n) => ({ $skip: n })),
  fc.integer({ min: 1, max: 6 }).map((n) => ({ $limit: n })),
  fc.constant({ $unwind: '$l' }),
  number.map((n) => ({ $addFields: { a: { $add: ['$a', n] }, 'o.z': '$b' } })),
  fc.constantFrom({ $unset: 'b' }, { $project: { l: 0 } }),
  fc.constant({ $project: { a: 1, b: 1, o: 1, l: 1 } }),
);
const ending = fc.oneof(
  fc.constant<Doc[]>([]),
  fc
    .constantFrom('$a', '$o.x')
    .map((key) => [
      { $group: { _id: key, n: { $sum: 1 }, sum: { $sum: '$a' }, low: { $min: '$o.x' }, ids: { $push: '$_id' } } },
      { $sort: { _id: 1 } },
    ]),
  fc.constant<Doc[]>([{ $group: { _id: { a: '$a' }, avg: { $avg: '$o.x' } } }, { $sort: { '_id.a': 1 } }]),
);

test('agrees with mingo on random pipelines', async () => {
  await fc.assert(
    fc.asyncProperty(docs, fc.array(stage, { maxLength: 4 }), ending, async (list, stages, last) => {
      const engine = await openEngine({ now: () => 0 });
      await engine.createCollection('t');
      if (list.length > 0) await engine.insert('t', list);
      const pipeline = [...stages, ...last];
      const expected = new Aggregator(pipeline).run(list.map((one) => structuredClone(one)));
      expect(await engine.aggregate('t', pipeline)).toEqual(expected);
      await engine.close();
    }),
    { numRuns: 400 },
  );
});
