import * as fc from 'fast-check';
import type { Doc, IndexSpec } from '../engine';
import { openEngine } from '../open';

/** A join without an order, over an index that begins with the field of the join: planned once, run for each document. */
const joined = (value: unknown, range: Doc = {}) => ({
  $lookup: {
    from: 'visits',
    let: { nurse: value },
    pipeline: [{ $match: range }, { $match: { $expr: { $eq: ['$nurse', '$$nurse'] } } }],
    as: 'visits',
  },
});

async function answers(visits: readonly Doc[], nurses: readonly Doc[], stage: Doc, index?: IndexSpec) {
  const engine = await openEngine({ now: () => 0 });
  for (const name of ['nurses', 'visits']) await engine.createCollection(name);
  if (index) await engine.createIndex('visits', index);
  await engine.insert('visits', visits);
  await engine.insert('nurses', nurses);
  const found = await engine.aggregate('nurses', [stage]);
  await engine.close();
  return found.map(({ visits: list }) => (list as Doc[]).map(({ _id: id }) => id as number).sort((a, b) => a - b));
}

const byNurse: IndexSpec = { name: 'nurse_at', keys: { nurse: 1, at: 1 } };

test('each her own, within the range', async () => {
  const visits = [
    { _id: 1, nurse: 'a', at: 5 },
    { _id: 2, nurse: 'a', at: 9 },
    { _id: 3, nurse: 'b', at: 5 },
    { _id: 4, at: 5 },
  ];
  const nurses = [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }];
  expect(await answers(visits, nurses, joined('$_id', { at: { $gte: 5, $lt: 9 } }), byNurse)).toEqual([[1], [3], []]);
});

const scalar = fc.constantFrom<unknown>(1, 2, 'x', null, true, new Date(5));
const field = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) });
/** An index takes one list for each document. */
const visit = fc.oneof(
  fc.record({ nurse: field, at: scalar }, { requiredKeys: [] }),
  fc.record({ nurse: scalar, at: field }, { requiredKeys: [] }),
);
const index = fc.constantFrom<IndexSpec>(
  byNurse,
  { name: 'nurse', keys: { nurse: 1 } },
  { name: 'backwards', keys: { nurse: -1, at: -1 } },
  { name: 'sparse', keys: { nurse: 1 }, sparse: true },
);
const range = fc.constantFrom<Doc>(
  {},
  { at: 1 },
  { at: { $gte: 1, $lt: 2 } },
  { at: null },
  { at: { $in: [1, 'x'] } },
  {
    $or: [{ at: 1 }, { at: 'x' }],
  },
);

test('the same as without any index', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(visit, { minLength: 1, maxLength: 10 }),
      fc.array(field),
      range,
      index,
      async (list, values, at, spec) => {
        const visits = list.map((one, i) => ({ ...one, _id: i }));
        const nurses = [...values.map((key, i) => ({ _id: i, key })), { _id: 'none' }];
        const stage = joined('$key', at);
        expect(await answers(visits, nurses, stage, spec)).toEqual(await answers(visits, nurses, stage));
      },
    ),
    { numRuns: 300 },
  );
});
