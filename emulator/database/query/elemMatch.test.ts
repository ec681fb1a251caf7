import type { Doc } from '../engine';
import { openEngine } from '../open';
import { compileQuery } from './compile';

/**
 * Operators within $elemMatch look at the element as it is: unlike at the end of a path, an array there is not entered.
 * https://www.mongodb.com/docs/v4.4/reference/operator/query/elemMatch/
 */
const lists: Doc[] = [
  { _id: 'number', a: [2] },
  { _id: 'list', a: [[2]] },
  { _id: 'text', a: ['ab'] },
  { _id: 'list of text', a: [['ab']] },
  { _id: 'null', a: [null] },
  { _id: 'document', a: [{ b: 1 }] },
  { _id: 'no list', a: 2 },
];

const cases: [condition: Doc, found: string[]][] = [
  [{ $gt: 1 }, ['number']],
  [{ $in: [2] }, ['number']],
  [{ $eq: [2] }, ['list']],
  [{ $size: 1 }, ['list', 'list of text']],
  [{ $type: 'number' }, ['number']],
  [{ $type: 'array' }, ['list', 'list of text']],
  [{ $mod: [2, 0] }, ['number']],
  [{ $bitsAllSet: 2 }, ['number']],
  [{ $regex: 'a' }, ['text']],
  [{ $eq: null }, ['null']],
  [{ $not: { $gt: 1 } }, ['list', 'text', 'list of text', 'null', 'document']],
  [{ $ne: 2 }, ['list', 'text', 'list of text', 'null', 'document']],
  [{ $nin: [2, 'ab', null] }, ['list', 'list of text', 'document']],
  [{ $all: [2, 3] }, []],
  [{ $elemMatch: { $gt: 1 } }, ['list']],
  [{ b: 1 }, ['document']],
  [{}, ['list', 'list of text', 'document']],
];

test.each(cases)('%j', (condition, found) => {
  const holds = compileQuery({ a: { $elemMatch: condition } });
  expect(lists.filter((doc) => holds(doc)).map(({ _id: id }) => id)).toEqual(found);
});

test('the same through an index', async () => {
  const engine = await openEngine({ now: () => 0 });
  await engine.createCollection('c');
  await engine.createIndex('c', { name: 'a', keys: { a: 1 } });
  await engine.insert('c', lists);
  for (const [condition, found] of cases) {
    const docs = await engine.find('c', { query: { a: { $elemMatch: condition } } });
    expect([condition, docs.map(({ _id: id }) => id).sort()]).toEqual([condition, [...found].sort()]);
  }
  await engine.close();
});

test('$alwaysTrue and $alwaysFalse', () => {
  expect(compileQuery({ $alwaysTrue: 1 })({})).toBe(true);
  expect(compileQuery({ $or: [{ $alwaysFalse: 1 }, { a: 1 }] })({})).toBe(false);
  expect(() => compileQuery({ $alwaysTrue: true })).toThrow('$alwaysTrue must be an integer value of 1');
});
