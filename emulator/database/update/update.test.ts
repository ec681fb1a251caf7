import * as fc from 'fast-check';
import type { Doc } from '../engine';
import { compileQuery } from '../query/compile';
import { compileUpdate } from './compile';
import { seedOf } from './seed';

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

test('$currentDate writes the moment of the update', () => {
  const now = new Date(1_700_000_000_000);
  const doc: Doc = { _id: 1 };
  compileUpdate({ $currentDate: { a: true, 'b.c': { $type: 'date' } } }, { now }).apply(doc, false);
  expect(doc).toEqual({ _id: 1, a: now, b: { c: now } });
});

test('new fields come in the order of their names, whatever operator makes them', () => {
  const doc: Doc = { z: 1 };
  compileUpdate({ $set: { c: 1, 'b.y': 1, 'b.x': 1 }, $inc: { a: 1 }, $rename: { z: 'd' } }).apply(doc, false);
  expect(JSON.stringify(doc)).toBe('{"a":1,"b":{"x":1,"y":1},"c":1,"d":1}');
});

describe('the element that matched', () => {
  const positional = (doc: Doc, query: Doc, update: Doc) => {
    const copy = structuredClone(doc);
    compileUpdate(update, { query }).apply(copy, false);
    return copy;
  };

  test.each<[string, Doc, Doc, Doc, Doc]>([
    ['a value', { a: [85, 80, 80] }, { a: 80 }, { $set: { 'a.$': 82 } }, { a: [85, 82, 80] }],
    ['a range', { a: [1, 9] }, { a: { $gt: 5 } }, { $inc: { 'a.$': 1 } }, { a: [1, 10] }],
    ['one of', { a: ['x', 'y'] }, { a: { $in: ['y', 'z'] } }, { $set: { 'a.$': 'Y' } }, { a: ['x', 'Y'] }],
    [
      'a field of documents',
      { g: [{ n: 80, s: 0 }, { n: 85, s: 0 }] }, // prettier-ignore
      { 'g.n': 85 },
      { $set: { 'g.$.s': 6 } },
      { g: [{ n: 80, s: 0 }, { n: 85, s: 6 }] }, // prettier-ignore
    ],
    [
      '$elemMatch',
      { g: [{ n: 80, m: 75 }, { n: 85, m: 90 }] }, // prettier-ignore
      { g: { $elemMatch: { n: { $lte: 90 }, m: { $gt: 80 } } } },
      { $set: { 'g.$.s': 6 } },
      { g: [{ n: 80, m: 75 }, { n: 85, m: 90, s: 6 }] }, // prettier-ignore
    ],
    ['deeper', { o: { a: [1, 2] } }, { 'o.a': 2 }, { $mul: { 'o.a.$': 5 } }, { o: { a: [1, 10] } }],
    [
      'of the outer array',
      { a: [{ b: [1] }, { b: [2, 3] }] },
      { 'a.b': 3 },
      { $set: { 'a.$': 0 } },
      { a: [{ b: [1] }, 0] },
    ],
    ['a branch', { a: [1, 2] }, { $or: [{ a: 7 }, { a: 2 }] }, { $unset: { 'a.$': '' } }, { a: [1, null] }],
    ['in $and', { a: [1, 2], k: 1 }, { $and: [{ k: 1 }, { a: 2 }] }, { $set: { 'a.$': 0 } }, { a: [1, 0], k: 1 }],
    ['$all: its last member', { a: [1, 2] }, { a: { $all: [1, 2] } }, { $set: { 'a.$': 0 } }, { a: [1, 0] }],
    ['all elements', { a: [1, 2] }, {}, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
    [
      'all of all',
      { a: [{ b: [1, 2] }, { b: [3] }] },
      {},
      { $inc: { 'a.$[].b.$[]': 1 } },
      { a: [{ b: [2, 3] }, { b: [4] }] },
    ],
    [
      'pull from it',
      { a: [{ b: [1, 2] }, { b: [3] }] },
      { 'a.b': 3 },
      { $pull: { 'a.$.b': 3 } },
      { a: [{ b: [1, 2] }, { b: [] }] },
    ],
  ])('%s', (_name, doc, query, update, expected) => expect(positional(doc, query, update)).toEqual(expected));

  test.each<[Doc, Doc, Doc, string]>([
    [{ a: [1] }, {}, { $set: { 'a.$': 1 } }, 'The positional operator did not find the match needed from the query.'],
    [{ a: [1] }, { a: { $ne: 2 } }, { $set: { 'a.$': 1 } }, 'did not find the match needed'],
    [{ a: [1] }, { a: 1 }, { $set: { 'a.$': 1, 'a.0': 2 } }, "Update created a conflict at 'a.0'"],
    [{ a: 5 }, {}, { $set: { 'a.$[]': 1 } }, 'Cannot apply array updates to non-array element a: 5'],
    [{}, {}, { $set: { 'a.$[]': 1 } }, "The path 'a' must exist in the document in order to apply array updates."],
    [{}, {}, { $set: { 'a.$[x].b': 1 } }, "No array filter found for identifier 'x' in path 'a.$[x].b'"],
    [{}, {}, { $set: { 'a.$.b.$': 1 } }, "Too many positional (i.e. '$') elements found in path 'a.$.b.$'"],
    [{}, {}, { $set: { $: 1 } }, "Cannot have positional (i.e. '$') element in the first position in path '$'"],
    [
      {},
      {},
      { $set: { '$[]': 1 } },
      "Cannot have array filter identifier (i.e. '$[<id>]') element in the first position",
    ],
    [{}, {}, { $rename: { 'a.$': 'b' } }, 'The source field for $rename may not be dynamic: a.$'],
  ])('refuses %j where %j with %j', (doc, query, update, text) => {
    expect(() => positional(doc, query, update)).toThrow(text);
  });
});

describe('$push in every combination', () => {
  const pushed = (list: unknown[], clauses: Doc) =>
    (updated({ a: list }, { $push: { a: { $each: [5, 1], ...clauses } } }) as { a: unknown[] }).a;

  test.each<[Doc, unknown[]]>([
    [{}, [3, 2, 5, 1]],
    [{ $position: 0 }, [5, 1, 3, 2]],
    [{ $position: 1 }, [3, 5, 1, 2]],
    [{ $position: 9 }, [3, 2, 5, 1]],
    [{ $position: -1 }, [3, 5, 1, 2]],
    [{ $position: -9 }, [5, 1, 3, 2]],
    [{ $slice: 3 }, [3, 2, 5]],
    [{ $slice: -3 }, [2, 5, 1]],
    [{ $slice: 0 }, []],
    [{ $slice: -9 }, [3, 2, 5, 1]],
    [{ $sort: 1 }, [1, 2, 3, 5]],
    [{ $sort: -1 }, [5, 3, 2, 1]],
    [{ $slice: 2, $sort: -1 }, [5, 3]],
    [{ $slice: -2, $sort: -1 }, [2, 1]],
    [{ $position: 0, $slice: 3 }, [5, 1, 3]],
    [{ $slice: 3, $sort: 1, $position: 0 }, [1, 2, 3]],
  ])('%j', (clauses, expected) => expect(pushed([3, 2], clauses)).toEqual(expected));

  test('sorted by fields of documents, others count as null', () => {
    const doc = { a: [{ s: 2, t: 1 }, 7, { s: 1, t: 9 }, { s: 1, t: 2 }] };
    expect(updated(doc, { $push: { a: { $each: [], $sort: { s: 1, t: -1 } } } })).toEqual({
      a: [7, { s: 1, t: 9 }, { s: 1, t: 2 }, { s: 2, t: 1 }],
    });
  });
});

test.each<[string, Doc, Doc, Doc | 'unchanged']>([
  ['a dotted name makes documents', {}, { $set: { 'a.0.b': 1 } }, { a: { 0: { b: 1 } } }],
  ['into an array by offset', { a: [] }, { $set: { 'a.0.b': 1 } }, { a: [{ b: 1 }] }],
  [
    '$addToSet with $each not first is a value',
    { a: [] },
    { $addToSet: { a: { x: 1, $each: [1] } } },
    { a: [{ x: 1, $each: [1] }] },
  ],
  ['$addToSet minds the order of fields', { a: [{ x: 1, y: 2 }] }, { $addToSet: { a: { y: 2, x: 1 } } }, { a: [{ x: 1, y: 2 }, { y: 2, x: 1 }] }], // prettier-ignore
  ['$pull of an array as a value', { a: [[1, 2], [1]] }, { $pull: { a: [1] } }, { a: [[1, 2]] }],
  ['$pull by a pattern', { a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
  ['$pull with $in', { a: ['x', 'y', 'z'] }, { $pull: { a: { $in: ['x', 'y'] } } }, { a: ['z'] }],
  ['$pull with $elemMatch', { a: [{ b: [{ q: 1 }, { q: 2 }] }, { b: [] }] }, { $pull: { a: { b: { $elemMatch: { q: 2 } } } } }, { a: [{ b: [] }] }], // prettier-ignore
  [
    '$pull with $or',
    { a: [{ b: 1 }, { b: 2 }, { b: 3 }] },
    { $pull: { a: { $or: [{ b: 1 }, { b: 3 }] } } },
    { a: [{ b: 2 }] },
  ],
  ['$pull of null', { a: [null, 1] }, { $pull: { a: null } }, { a: [1] }],
  ['$unset inside what is no document', { a: 5 }, { $unset: { 'a.b': '' } }, 'unchanged'],
  ['$min across types', { a: 'x' }, { $min: { a: 5 } }, { a: 5 }],
  ['$max with dates', { a: new Date(1) }, { $max: { a: new Date(2) } }, { a: new Date(2) }],
  ['$bit in turn', { a: 1 }, { $bit: { a: { or: 6, and: 5 } } }, { a: 5 }],
  ['$bit of a missing field', {}, { $bit: { a: { and: 5 } } }, { a: 0 }],
  ['_id set to what it is', { _id: 1, a: 1 }, { $set: { _id: 1, a: 2 } }, { _id: 1, a: 2 }],
])('%s', (_name, doc, update, expected) => expect(updated(doc, update)).toEqual(expected));

test.each<[Doc, Doc, string]>([
  [{}, { $foo: { a: 1 } }, 'Unknown modifier: $foo. Expected a valid update modifier'],
  [{}, { a: 1 }, 'Unknown modifier: a'],
  [{}, {}, 'must not be empty'],
  [{}, [{ $set: { a: 1 } }] as unknown as Doc, 'does not offer updates by a pipeline'],
  [{}, { $set: 5 }, 'Modifiers operate on fields but we found type int instead'],
  [{ _id: 1 }, { $set: { _id: 2 } }, "Performing an update on the path '_id' would modify the immutable field '_id'"],
  [{ _id: { x: 1 } }, { $unset: { '_id.x': '' } }, "immutable field '_id'"],
  [{ _id: 1, a: 2 }, { $rename: { a: '_id' } }, "immutable field '_id'"],
  [{}, { $set: { a: 1 }, $inc: { a: 1 } }, "Updating the path 'a' would create a conflict at 'a'"],
  [{}, { $set: { a: {}, 'a.b': 1 } }, "Updating the path 'a.b' would create a conflict at 'a'"],
  [{}, { $set: { 'a.b': 1, a: {} } }, "Updating the path 'a' would create a conflict at 'a'"],
  [{}, { $rename: { a: 'b' }, $set: { b: 1 } }, "Updating the path 'b' would create a conflict at 'b'"],
  [
    { _id: 1, a: 'x' },
    { $inc: { a: 1 } },
    "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type string",
  ],
  [{ a: null }, { $mul: { a: 1 } }, 'Cannot apply $mul to a value of non-numeric type'],
  [{}, { $inc: { a: '1' } }, 'Cannot increment with non-numeric argument: {a: "1"}'],
  [{}, { $mul: { a: '1' } }, 'Cannot multiply with non-numeric argument: {a: "1"}'],
  [{ a: 5 }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: 5}"],
  [{ a: null }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: null}"],
  [{ a: [1] }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: [ 1 ]}"],
  [{ a: [] }, { $set: { 'a.99999999': 1 } }, "can't backfill more than 1500000 elements"],
  [{ _id: 7, a: 5 }, { $push: { a: 1 } }, "The field 'a' must be an array but is of type int in document {_id: 7}"],
  [
    { a: 5 },
    { $addToSet: { a: 1 } },
    "Cannot apply $addToSet to non-array field. Field named 'a' has non-array type int",
  ],
  [{ a: 5 }, { $pop: { a: 1 } }, "Path 'a' contains an element of non-array type 'int'"],
  [{ a: 5 }, { $pull: { a: 1 } }, 'Cannot apply $pull to a non-array value'],
  [{}, { $pullAll: { a: 1 } }, '$pullAll requires an array argument but was given a int'],
  [{}, { $pull: { a: { $nope: 1 } } }, 'unknown top level operator: $nope'],
  [{}, { $push: { a: { $each: 1 } } }, 'The argument to $each in $push must be an array but it was of type: int'],
  [{}, { $push: { a: { $each: [], $nope: 1 } } }, 'Unrecognized clause in $push: $nope'],
  [
    {},
    { $push: { a: { $each: [], $slice: 'x' } } },
    'The value for $slice must be an integer value but was given type: string',
  ],
  [
    {},
    { $push: { a: { $each: [], $position: 1.5 } } },
    'The value for $position must be an integer value, not of type: double',
  ],
  [{}, { $push: { a: { $each: [], $sort: 2 } } }, 'The $sort element value must be either 1 or -1'],
  [{}, { $push: { a: { $each: [], $sort: {} } } }, 'The $sort pattern is empty'],
  [{}, { $push: { a: { $each: [], $sort: 'x' } } }, 'The $sort is invalid: use 1/-1'],
  [
    {},
    { $addToSet: { a: { $each: 1 } } },
    'The argument to $each in $addToSet must be an array but it was of type int',
  ],
  [{}, { $addToSet: { a: { $each: [], $slice: 1 } } }, 'Found unexpected fields after $each in $addToSet'],
  [{}, { $pop: { a: 2 } }, '$pop expects 1 or -1, found: 2'],
  [{}, { $pop: { a: 'x' } }, 'Expected a number in: a: "x"'],
  [{}, { $bit: { a: 1 } }, 'The $bit modifier is not compatible with a int'],
  [{}, { $bit: { a: {} } }, 'You must pass in at least one bitwise operation'],
  [{}, { $bit: { a: { nand: 1 } } }, "not 'nand' which is an unknown operator"],
  [{}, { $bit: { a: { and: 1.5 } } }, "a 'double' is not supported here"],
  [
    { _id: 1, a: 1.5 },
    { $bit: { a: { and: 1 } } },
    'Cannot apply $bit to a value of non-integral type._id: 1 has the field a',
  ],
  [{}, { $currentDate: { a: 1 } }, 'int is not valid type for $currentDate'],
  [{}, { $currentDate: { a: { $type: 'x' } } }, "required to be 'date' or 'timestamp'"],
  [{}, { $currentDate: { a: { $type: 'timestamp' } } }, 'does not store values of type timestamp'],
  [{}, { $rename: { a: 5 } }, "The 'to' field for $rename must be a string: a: 5"],
  [{}, { $rename: { a: 'a' } }, 'The source and target field for $rename must differ'],
  [{}, { $rename: { a: 'a.b' } }, 'must not be on the same path'],
  [{ _id: 1, a: [{ b: 1 }] }, { $rename: { 'a.0.b': 'c' } }, "The source field cannot be an array element, 'a.0.b'"],
  [{ _id: 1, a: 1, b: [] }, { $rename: { a: 'b.0' } }, "The destination field cannot be an array element, 'b.0'"],
  [{}, { $set: { 'a.$x': 1 } }, "The dollar ($) prefixed field '$x' in 'a.$x' is not valid for storage."],
  [{}, { $set: { 'a..b': 1 } }, "The update path 'a..b' contains an empty field name, which is not allowed."],
  [{}, { $set: { '': 1 } }, 'An empty update path is not valid.'],
  [{}, { $set: { '__proto__.x': 1 } }, '__proto__'],
])('refuses %j with %j', (doc, update, text) => expect(() => updated(doc, update)).toThrow(text));

describe('what an upsert begins with', () => {
  test.each<[Doc, Doc]>([
    [
      { _id: 9, 'o.k': 'x', n: { $gt: 5 } },
      { _id: 9, o: { k: 'x' } },
    ],
    [
      { a: { $eq: [1] }, b: { $in: [2] }, c: { $in: [1, 2] }, d: /x/ },
      { a: [1], b: 2 },
    ],
    [
      { $and: [{ a: 1 }, { $or: [{ b: 2 }] }], $or: [{ c: 1 }, { d: 1 }] },
      { a: 1, b: 2 },
    ],
  ])('%j', (query, expected) => expect(seedOf(query)).toEqual(expected));

  test.each<[Doc, string]>([
    [{ a: 1, $and: [{ a: 1 }] }, "cannot infer query fields to set, path 'a' is matched twice"],
    [{ a: {}, 'a.b': 1 }, "both paths 'a.b' and 'a' are matched"],
  ])('refuses %j', (query, text) => expect(() => seedOf(query)).toThrow(text));
});

const field = fc.constantFrom('a', 'b', 'c');
const small = fc.integer({ min: -3, max: 3 });
const list = fc.array(small, { maxLength: 5 });

test('what $set writes is what a query finds', () => {
  fc.assert(
    fc.property(fc.dictionary(field, list), field, fc.oneof(small, list), (doc, name, value) => {
      const after = { ...structuredClone(doc) } as Doc;
      compileUpdate({ $set: { [name]: value } }).apply(after, false);
      expect(compileQuery({ [name]: value })(after)).toBe(true);
      expect(compileUpdate({ $set: { [name]: value } }).apply(after, false)).toBe(false);
    }),
  );
});

test('laws: $addToSet is found and adds once, $pull leaves none, $push is undone by $pop', () => {
  fc.assert(
    fc.property(list, small, (a, value) => {
      const added = updated({ a }, { $addToSet: { a: value } });
      const doc = added === 'unchanged' ? { a } : added;
      expect(compileQuery({ a: value })(doc)).toBe(true);
      expect(updated(doc, { $addToSet: { a: value } })).toBe('unchanged');
      const without = updated(doc, { $pull: { a: value } }) as Doc;
      expect(compileQuery({ a: value })(without)).toBe(false);
      expect(updated(updated({ a }, { $push: { a: value } }) as Doc, { $pop: { a: 1 } })).toEqual({ a });
    }),
  );
});

test('law: `$` changes the first element that the condition fits', () => {
  fc.assert(
    fc.property(list, small, (a, bound) => {
      const query = { a: { $gte: bound } };
      fc.pre(compileQuery(query)({ a }));
      const copy: Doc = { a: [...a] };
      compileUpdate({ $set: { 'a.$': 99 } }, { query }).apply(copy, false);
      expect((copy.a as number[]).indexOf(99)).toBe(a.findIndex((element) => element >= bound));
    }),
  );
});
