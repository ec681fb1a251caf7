import fc from 'fast-check';
import type { Change, Doc } from '../database/engine';
import { compileQuery } from '../database/query/compile';
import { WatcherIndex } from './watcherIndex';

const change = (before: Doc | null, after: Doc | null): Change => ({ collection: 't', id: 'x', before, after });

/** Names of the watchers concerned when each of these queries is watched. */
function concerned(queries: Record<string, Doc>, step: Change): string[] {
  const index = new WatcherIndex<string>();
  for (const [name, query] of Object.entries(queries)) index.add(name, 't', query);
  return [...index.concernedBy(step)].sort();
}

test('a fixed value is looked up, before and after', () => {
  const queries = { ann: { owner: 'ann' }, bob: { owner: 'bob' }, both: { owner: { $in: ['ann', 'bob'] } } };
  expect(concerned(queries, change(null, { owner: 'ann' }))).toEqual(['ann', 'both']);
  expect(concerned(queries, change({ owner: 'ann' }, { owner: 'bob' }))).toEqual(['ann', 'bob', 'both']);
  expect(concerned(queries, change({ owner: 'carl' }, null))).toEqual([]);
});

test('the _id comes before any other field, the narrower field before the wider', () => {
  const index = new WatcherIndex<string>();
  index.add('one', 't', { state: 'open', _id: { $in: ['a', 'b'] } });
  index.add('two', 't', { $and: [{ state: { $in: ['open', 'shut'] } }, { owner: { $eq: 'ann' } }] });
  expect([...index.concernedBy(change(null, { _id: 'c', state: 'open', owner: 'bob' }))]).toEqual([]);
  expect([...index.concernedBy(change(null, { _id: 'a', state: 'shut', owner: 'ann' }))].sort()).toEqual([
    'one',
    'two',
  ]);
});

test('a query that fixes nothing is always concerned, of its collection only', () => {
  const queries = {
    all: {},
    range: { n: { $gt: 3 } },
    nothing: { n: null },
    pattern: { n: /a/ },
    any: { $or: [{ n: 1 }] },
  };
  expect(concerned(queries, change(null, { n: 1 }))).toEqual(['all', 'any', 'nothing', 'pattern', 'range']);
  expect(concerned(queries, { ...change(null, { n: 1 }), collection: 'other' })).toEqual([]);
});

test('kinds are kept apart: 1 is not "1", nor true, nor a date', () => {
  const queries = { number: { n: 1 }, text: { n: '1' }, yes: { n: true }, date: { n: new Date(1) } };
  expect(concerned(queries, change(null, { n: 1 }))).toEqual(['number']);
  expect(concerned(queries, change(null, { n: new Date(1) }))).toEqual(['date']);
});

test('what is removed is gone', () => {
  const index = new WatcherIndex<string>();
  index.add('one', 't', { owner: { $in: ['ann', 'bob'] } });
  index.add('all', 't', {});
  index.remove('one');
  index.remove('all');
  expect([...index.concernedBy(change(null, { owner: 'ann' }))]).toEqual([]);
  expect([...index.all()]).toEqual([]);
});

test('no watch is ever left out whose query matches before or after', () => {
  const scalar = fc.constantFrom<unknown>(0, -0, 1, 'a', 'b', true, null, new Date(5));
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.record({ x: scalar }),
    fc.array(fc.record({ x: scalar })),
    fc.array(fc.oneof(fc.record({ 0: scalar }), fc.array(scalar, { maxLength: 2 })), { maxLength: 2 }),
  );
  const doc = fc.record({ _id: fc.constantFrom('a', 'b'), f: value, g: value }, { requiredKeys: ['_id'] });
  const condition = fc.oneof(
    scalar,
    scalar.map(($eq) => ({ $eq })),
    fc.array(scalar, { minLength: 1, maxLength: 3 }).map(($in) => ({ $in })),
  );
  const path = fc.constantFrom('_id', 'f', 'g', 'f.x', 'g.x', 'f.0', 'g.1.x', 'f.0.0', 'f.1');
  const query = fc.array(fc.tuple(path, condition), { maxLength: 3 }).map((pairs) => Object.fromEntries(pairs) as Doc);
  fc.assert(
    fc.property(query, doc, doc, (wanted, before, after) => {
      const matches = compileQuery(wanted);
      const found = concerned({ watch: wanted }, change(before as Doc, after as Doc));
      if (matches(before as Doc) || matches(after as Doc)) expect(found).toEqual(['watch']);
    }),
    { numRuns: 3000 },
  );
});
