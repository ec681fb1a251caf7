import * as fc from 'fast-check';
import type { Doc } from '../engine';
import { equalitiesOf, hintsOf } from './hints';
import { openEngine } from '../open';

const now = new Date(0);
const hints = (source: unknown, variables: Doc = {}) =>
  hintsOf(equalitiesOf(source, new Set(Object.keys(variables))), { now, variables });

test('equalities of a field with a literal or a variable, alone or within $and', () => {
  expect(hints({ $eq: ['$a.b', 5] })).toEqual([{ 'a.b': { $eq: 5 } }]);
  const both = { $and: [{ $eq: ['$$id', '$a'] }, { $gt: ['$b', 1] }, { $eq: ['$c', '$$o.x'] }] };
  expect(hints(both, { id: 'n1', o: { x: true } })).toEqual([{ a: { $eq: 'n1' } }, { c: { $eq: true } }]);
  expect(hints({ $eq: ['$a', '$$gone'] }, { gone: undefined })).toEqual([{ a: { $eq: null } }]);
});

test('nothing is said where the planner would find too little', () => {
  expect(hints({ $eq: ['$a', '$b'] })).toEqual([]);
  expect(hints({ $eq: ['$a', '$$v'] }, { v: [1] })).toEqual([]);
  expect(hints({ $eq: ['$a', '$$v'] }, { v: { x: 1 } })).toEqual([]);
  expect(hints({ $eq: ['$a', '$$ROOT'] })).toEqual([]);
  expect(hints({ $or: [{ $eq: ['$a', 1] }] })).toEqual([]);
  expect(hints({ $ne: ['$a', 1] })).toEqual([]);
});

const scalar = fc.constantFrom<unknown>(1, 2, 'x', null, true, new Date(5));
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }), fc.record({ b: scalar }, { requiredKeys: [] }));
const doc = fc.record({ a: fc.oneof(value, fc.array(value, { maxLength: 2 })) }, { requiredKeys: [] });

test('a join finds the same whether the planner is told or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doc, { maxLength: 8 }), doc, fc.constantFrom('$a', '$a.b'), async (list, local, path) => {
      const engine = await openEngine({ now: () => 0 });
      for (const name of ['t', 'f']) await engine.createCollection(name);
      await engine.createIndex('f', { name: 'a', keys: { a: 1 } });
      await engine.createIndex('f', { name: 'a.b', keys: { 'a.b': 1 } });
      await engine.insert('t', [{ ...local, _id: 0 }]);
      if (list.length > 0)
        await engine.insert(
          'f',
          list.map((one, i) => ({ ...one, _id: i })),
        );
      const join = (condition: Doc) => ({
        $lookup: {
          from: 'f',
          let: { v: '$a' },
          pipeline: [{ $match: { $expr: condition } }, { $sort: { _id: 1 } }],
          as: 'f',
        },
      });
      const told = await engine.aggregate('t', [join({ $eq: [path, '$$v'] })]);
      expect(told).toEqual(await engine.aggregate('t', [join({ $not: [{ $ne: [path, '$$v'] }] })]));
      await engine.close();
    }),
    { numRuns: 400 },
  );
});
