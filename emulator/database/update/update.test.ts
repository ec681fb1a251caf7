import type { Doc } from '../engine';
import { compileUpdate } from './compile';

function updated(doc: Doc, update: Doc): Doc | 'unchanged' {
  const copy = structuredClone(doc);
  return compileUpdate(update).apply(copy, false) ? copy : 'unchanged';
}

test.each<[string, Doc, Doc, Doc | 'unchanged']>([
  ['$set', { a: 1 }, { $set: { a: 2 } }, { a: 2 }],
  ['$set the same', { a: { b: [1] } }, { $set: { a: { b: [1] } } }, 'unchanged'],
  ['$set null on missing', {}, { $set: { a: null } }, { a: null }],
  ['$set deep', { a: { x: 1 } }, { $set: { 'a.b.c': 2 } }, { a: { x: 1, b: { c: 2 } } }],
  ['$set element', { a: [{ b: 1 }, { b: 2 }] }, { $set: { 'a.1.b': 9 } }, { a: [{ b: 1 }, { b: 9 }] }],
  ['$set beyond the end', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
  ['$unset', { a: 1, b: { c: 2, d: 3 } }, { $unset: { a: '', 'b.c': '' } }, { b: { d: 3 } }],
  ['$unset element', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$unset missing', { a: 1 }, { $unset: { b: '', 'a.c': '' } }, 'unchanged'],
  ['$inc', { a: 1 }, { $inc: { a: 2.5, b: -1 } }, { a: 3.5, b: -1 }],
  ['$inc by 0', { a: 1 }, { $inc: { a: 0 } }, 'unchanged'],
  ['$mul', { a: 3 }, { $mul: { a: 4, b: 9 } }, { a: 12, b: 0 }],
  ['$min', { a: 3, b: 3 }, { $min: { a: 2, b: 4, c: 1 } }, { a: 2, b: 3, c: 1 }],
  ['$max', { a: 3, b: 3 }, { $max: { a: 2, b: 'x' } }, { a: 3, b: 'x' }],
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
  ['$rename over', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$rename missing', { b: 2 }, { $rename: { a: 'b' } }, 'unchanged'],
  ['$bit', { a: 12 }, { $bit: { a: { and: 10 }, b: { or: 5 } } }, { a: 8, b: 5 }],
  ['$bit xor', { a: 5 }, { $bit: { a: { xor: 1 } } }, { a: 4 }],
  ['$push', { a: [1] }, { $push: { a: [2, 3], b: 1 } }, { a: [1, [2, 3]], b: [1] }],
  ['$push $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  ['$push at the front', { a: [1] }, { $push: { a: { $each: [2, 3], $position: 0 } } }, { a: [2, 3, 1] }],
  ['$push from the end', { a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
  ['$push sorted and cut', { a: [5, 1] }, { $push: { a: { $each: [3], $sort: 1, $slice: 2 } } }, { a: [1, 3] }],
  ['$push last of', { a: [5, 1] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [1, 3] }],
  [
    '$push by field',
    { a: [{ s: 1 }] },
    { $push: { a: { $each: [{ s: 2 }], $sort: { s: -1 } } } },
    { a: [{ s: 2 }, { s: 1 }] },
  ],
  ['$addToSet', { a: [1, { b: 1 }] }, { $addToSet: { a: { $each: [1, { b: 1 }, 2] } } }, { a: [1, { b: 1 }, 2] }],
  ['$addToSet known', { a: [1] }, { $addToSet: { a: 1 } }, 'unchanged'],
  ['$addToSet a list as one', { a: [] }, { $addToSet: { a: [1] } }, { a: [[1]] }],
  ['$pop', { a: [1, 2], b: [1, 2], c: [] }, { $pop: { a: 1, b: -1, c: 1, d: 1 } }, { a: [1], b: [2], c: [] }],
  ['$pull value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull operators', { a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
  ['$pull documents', { a: [{ b: 1, c: 1 }, { b: 2 }] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }] }],
  [
    '$pull documents by operators',
    { a: [{ b: 1 }, { b: 7 }] },
    { $pull: { a: { b: { $gte: 5 } } } },
    { a: [{ b: 1 }] },
  ],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  ['$setOnInsert is nothing here', { a: 1 }, { $setOnInsert: { b: 1 } }, 'unchanged'],
])('%s', (_name, doc, update, expected) => expect(updated(doc, update)).toEqual(expected));

test('$setOnInsert on an insert', () => {
  const doc: Doc = {};
  compileUpdate({ $set: { a: 1 }, $setOnInsert: { b: 2 } }).apply(doc, true);
  expect(doc).toEqual({ a: 1, b: 2 });
});

test('what is set is a copy of its own', () => {
  const list = [1];
  const update = compileUpdate({ $set: { a: list } });
  const [one, two]: [Doc, Doc] = [{}, {}];
  update.apply(one, false);
  update.apply(two, false);
  (one.a as number[]).push(2);
  expect(two).toEqual({ a: [1] });
});

test.each<[Doc, Doc, string]>([
  [{}, { $foo: { a: 1 } }, 'Unknown modifier: $foo'],
  [{}, { a: 1 }, 'Unknown modifier: a'],
  [{}, { $currentDate: { a: true } }, 'Unknown modifier: $currentDate'],
  [{}, {}, 'must not be empty'],
  [{}, { $set: 5 }, 'Modifiers operate on fields'],
  [{}, { $set: { _id: 2 } }, "immutable field '_id'"],
  [{}, { $unset: { '_id.x': '' } }, "immutable field '_id'"],
  [{ a: 1 }, { $rename: { a: '_id' } }, "immutable field '_id'"],
  [{}, { $set: { a: 1 }, $inc: { a: 1 } }, "would create a conflict at 'a'"],
  [{}, { $set: { a: {}, 'a.b': 1 } }, "would create a conflict at 'a'"],
  [{ a: 'x' }, { $inc: { a: 1 } }, 'Cannot apply $inc to a value of non-numeric type'],
  [{ a: null }, { $mul: { a: 1 } }, 'Cannot apply $mul to a value of non-numeric type'],
  [{}, { $inc: { a: '1' } }, 'Cannot increment with non-numeric argument'],
  [{ a: 5 }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: 5}"],
  [{ a: null }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: null}"],
  [{ a: [1] }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: [1]}"],
  [{ a: [] }, { $set: { 'a.99999999': 1 } }, "can't backfill array"],
  [{ a: 5 }, { $push: { a: 1 } }, "The field 'a' must be an array"],
  [{ a: 5 }, { $pull: { a: 1 } }, "The field 'a' must be an array"],
  [{}, { $push: { a: { $each: 1 } } }, 'must be an array'],
  [{}, { $push: { a: { $each: [], $nope: 1 } } }, 'Unrecognized clause in $push: $nope'],
  [{}, { $pop: { a: 2 } }, '$pop expects 1 or -1'],
  [{}, { $bit: { a: { nand: 1 } } }, 'not supported'],
  [{ a: [1] }, { $set: { 'a.$': 1 } }, 'positional update is not supported'],
  [{}, { $set: { 'a..b': 1 } }, 'empty field name'],
  [{}, { $set: { '__proto__.x': 1 } }, '__proto__'],
])('refuses %j with %j', (doc, update, text) => expect(() => updated(doc, update)).toThrow(text));
