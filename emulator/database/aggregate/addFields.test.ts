import type { Doc } from '../engine';
import { pipelineOver, expectRefusal, testNow } from './pipelineOver';

const run = pipelineOver([{ _id: 1, a: 2, o: { x: 1 }, l: [{ n: 1 }, 5], s: 'text' }]);
const one = async (stage: Doc) => (await run(stage))[0] as Doc;

test.each(['$addFields', '$set'])('%s adds behind and replaces in place', async (stage) => {
  const found = await one({ [stage]: { sum: { $add: ['$a', 1] }, a: '$s' } });
  expect(found).toEqual({ _id: 1, a: 'text', o: { x: 1 }, l: [{ n: 1 }, 5], s: 'text', sum: 3 });
  expect(Object.keys(found)).toEqual(['_id', 'a', 'o', 'l', 's', 'sum']);
});

test('dotted and nested paths add into objects, into each element of arrays, and over plain values', async () => {
  expect((await one({ $addFields: { 'o.y': '$a' } })).o).toEqual({ x: 1, y: 2 });
  expect((await one({ $addFields: { o: { y: '$a', deep: { z: '$s' } } } })).o).toEqual({
    x: 1,
    y: 2,
    deep: { z: 'text' },
  });
  expect((await one({ $addFields: { 'l.m': '$a' } })).l).toEqual([{ n: 1, m: 2 }, { m: 2 }]);
  expect((await one({ $addFields: { 's.was': '$s' } })).s).toEqual({ was: 'text' });
  expect((await one({ $addFields: { 'new.deep': 1 } })).new).toEqual({ deep: 1 });
  expect((await one({ $addFields: { empty: {} } })).empty).toEqual({});
});

test('numbers are values here, a missing value removes the field, all expressions see the old document', async () => {
  expect(await one({ $addFields: { a: 0, b: '$a', s: '$$REMOVE', o: '$absent', l: true } })).toEqual({
    _id: 1,
    a: 0,
    b: 2,
    l: true,
  });
});

test('$$NOW is the engine clock, the same in all stages', async () => {
  const [found] = await run({ $addFields: { first: '$$NOW' } }, { $addFields: { second: '$$NOW' } });
  expect(found).toMatchObject({ first: new Date(testNow), second: new Date(testNow) });
});

const conflict = 'specification contains two conflicting paths. Cannot specify both';
test.each<[Doc, string]>([
  [{ $addFields: 'a' }, '$addFields specification stage must be an object, got string'],
  [{ $set: [1] }, '$set specification stage must be an object, got array'],
  [{ $addFields: {} }, 'Invalid $addFields :: caused by :: specification must have at least one field'],
  [{ $set: { a: 1, 'a.b': 2 } }, `Invalid $set :: caused by :: ${conflict} 'a.b' and 'a': { a: 1, a.b: 2 }`],
  [{ $addFields: { 'a.b': 1, a: { b: 2 } } }, `${conflict} 'a.b' and 'a.b'`],
  [{ $addFields: { a: { 'b.c': 1 } } }, "cannot use dotted field name 'b.c' in a sub object"],
  [{ $addFields: { a: { $add: [1], b: 1 } } }, 'an expression specification must contain exactly one field'],
  [{ $addFields: { $a: 1 } }, "FieldPath field names may not start with '$'."],
  [{ $addFields: { a: { $foo: 1 } } }, "Unrecognized expression '$foo'"],
])('refuses %j', expectRefusal);
