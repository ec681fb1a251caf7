import { EngineError, type Doc } from '../engine';
import { compileQuery } from './compile';

const matches = (doc: Doc, query: Doc) => compileQuery(query)(doc);
const refusal = (query: Doc) => {
  try {
    compileQuery(query)({});
  } catch (cause) {
    return cause instanceof EngineError ? `${cause.code} ${cause.message}` : String(cause);
  }
  return 'accepted';
};

describe('equality', () => {
  test.each<[Doc, Doc, boolean]>([
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: [1, 2] }, { a: 1 }, true],
    [{ a: [1, 2] }, { a: [1, 2] }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [[1, 2], 3] }, { a: [1, 2] }, true],
    [{ a: [[1, 2], 3] }, { a: 1 }, false],
    [{ a: null }, { a: null }, true],
    [{}, { a: null }, true],
    [{ a: 0 }, { a: null }, false],
    [{ a: [null] }, { a: null }, true],
    [{ a: [] }, { a: null }, false],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 2 } }, true],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, false],
    [{ a: { b: 1 } }, { 'a.b': 1 }, true],
    [{ a: [{ b: 1 }, { b: 2 }] }, { 'a.b': 2 }, true],
    [{ a: [{ b: [1, 5] }] }, { 'a.b': 5 }, true],
    [{ a: [{ b: 1 }, { b: 2 }] }, { 'a.1.b': 2 }, true],
    [{ a: [{ b: 1 }, { b: 2 }] }, { 'a.0.b': 2 }, false],
    [{ a: [7, 8] }, { 'a.1': 8 }, true],
    [{ a: { 1: 8 } }, { 'a.1': 8 }, true],
    [{ a: [{ x: 1 }] }, { 'a.0': null }, true], // the element named, and a field its documents lack
    [{ a: [5, [2, 4], 3] }, { 'a.1': [2, 4] }, true],
    [{ a: [5, [2, 4], 3] }, { 'a.1': 2 }, false], // an element that is named is not looked into
    [{ a: [5, { 1: 4 }, 3] }, { 'a.1': 4 }, true],
    [{ a: [5, { 1: 4 }, 3] }, { 'a.1': { 1: 4 } }, true],
    [{ a: [5, [{ b: 4 }], 3] }, { 'a.1.b': 4 }, true],
    [{ a: [[{ b: 4 }]] }, { 'a.b': 4 }, false],
    [{}, { constructor: null }, true],
    [{ a: {} }, { 'a.toString': { $exists: true } }, false],
    [{ a: 5 }, { 'a.b': null }, true],
    [{ a: [5] }, { 'a.b': null }, false],
    [{ a: [{ b: 1 }, {}] }, { 'a.b': null }, true],
    [{ a: new Date(5) }, { a: new Date(5) }, true],
    [{ a: new Date(5) }, { a: 5 }, false],
    [{ a: NaN }, { a: NaN }, true],
    [{ a: 0 }, { a: -0 }, true],
    [{ a: 'abc' }, { a: /^AB/i }, true],
    [{ a: ['x', 'abc'] }, { a: /b/ }, true],
    [{ a: 5 }, { a: /5/ }, false],
    [{ a: 1, b: 2 }, { a: 1, b: 3 }, false],
    [{}, {}, true],
  ])('%j matches %j: %s', (doc, query, expected) => expect(matches(doc, query)).toBe(expected));
});

describe('comparison', () => {
  test.each<[Doc, Doc, boolean]>([
    [{ a: 5 }, { a: { $gt: 4 } }, true],
    [{ a: 5 }, { a: { $gt: 5 } }, false],
    [{ a: 5 }, { a: { $gte: 5 } }, true],
    [{ a: 5 }, { a: { $lt: 6, $gt: 4 } }, true],
    [{ a: 5 }, { a: { $lte: 4 } }, false],
    [{ a: '5' }, { a: { $gt: 4 } }, false],
    [{}, { a: { $lt: 4 } }, false],
    [{}, { a: { $gte: null } }, true],
    [{ a: 1 }, { a: { $gte: null } }, false],
    [{ a: [1, 9] }, { a: { $gt: 5, $lt: 3 } }, true], // different elements may pass
    [{ a: [1, 9] }, { a: { $gt: 9 } }, false],
    [{ a: [3, 1] }, { a: { $gt: [2, 9] } }, true],
    [{ a: new Date(10) }, { a: { $lt: new Date(11) } }, true],
    [{ a: 'b' }, { a: { $gt: 'a', $lt: 'c' } }, true],
    [{ a: true }, { a: { $gt: false } }, true],
    [{ a: NaN }, { a: { $lt: 5 } }, false],
    [{ a: NaN }, { a: { $gte: NaN } }, true],
    [{ a: 1 }, { a: { $ne: 2 } }, true],
    [{}, { a: { $ne: 2 } }, true],
    [{}, { a: { $ne: null } }, false],
    [{ a: [1, 2] }, { a: { $ne: 2 } }, false],
    [{ a: 2 }, { a: { $in: [1, 2] } }, true],
    [{ a: [3, 2] }, { a: { $in: [1, 2] } }, true],
    [{}, { a: { $in: [null] } }, true],
    [{ a: 'hello' }, { a: { $in: [/^h/] } }, true],
    [{ a: { x: 1 } }, { a: { $in: [{ x: 1 }] } }, true],
    [{ a: 2 }, { a: { $in: [] } }, false],
    [{ a: [3, 2] }, { a: { $nin: [1, 2] } }, false],
    [{}, { a: { $nin: [1] } }, true],
  ])('%j matches %j: %s', (doc, query, expected) => expect(matches(doc, query)).toBe(expected));
});

describe('logic', () => {
  test.each<[Doc, Doc, boolean]>([
    [{ a: 5 }, { $and: [{ a: { $gt: 4 } }, { a: { $lt: 6 } }] }, true],
    [{ a: 5 }, { $or: [{ a: 1 }, { a: 5 }] }, true],
    [{ a: 5 }, { $or: [{ a: 1 }, { b: 5 }] }, false],
    [{ a: 5 }, { $nor: [{ a: 1 }, { b: 5 }] }, true],
    [{ a: 5 }, { a: { $not: { $gt: 5 } } }, true],
    [{}, { a: { $not: { $gt: 5 } } }, true],
    [{ a: 'x' }, { a: { $not: /x/ } }, false],
    [{ a: [1, 9] }, { a: { $not: { $gt: 5 } } }, false],
    [{ a: 5, b: 4 }, { $expr: { $gt: ['$a', '$b'] } }, true],
    [{ a: 5, b: 6 }, { $expr: { $gt: ['$a', '$b'] } }, false],
  ])('%j matches %j: %s', (doc, query, expected) => expect(matches(doc, query)).toBe(expected));
});

describe('fields, arrays, text, bits', () => {
  test.each<[Doc, Doc, boolean]>([
    [{ a: null }, { a: { $exists: true } }, true],
    [{}, { a: { $exists: true } }, false],
    [{}, { a: { $exists: false } }, true],
    [{ a: [{ b: 1 }, {}] }, { 'a.b': { $exists: true } }, true],
    [{ a: [] }, { 'a.b': { $exists: false } }, true],
    [{ a: [1] }, { a: { $type: 'array' } }, true],
    [{ a: ['x'] }, { a: { $type: 'string' } }, true],
    [{ a: 1.5 }, { a: { $type: 'double' } }, true],
    [{ a: 1 }, { a: { $type: 16 } }, true],
    [{ a: 1e12 }, { a: { $type: 'long' } }, true],
    [{ a: null }, { a: { $type: 'null' } }, true],
    [{}, { a: { $type: 'null' } }, false],
    [{ a: 1 }, { a: { $type: ['string', 'number'] } }, true],
    [{ a: 10 }, { a: { $mod: [4, 2] } }, true],
    [{ a: -7 }, { a: { $mod: [4, -3] } }, true],
    [{ a: 10.9 }, { a: { $mod: [4, 2] } }, true],
    [{ a: 'x' }, { a: { $mod: [4, 0] } }, false],
    [{ a: [1, 2, 3] }, { a: { $all: [3, 1] } }, true],
    [{ a: [1, 2] }, { a: { $all: [3, 1] } }, false],
    [{ a: 1 }, { a: { $all: [1] } }, true],
    [{ a: [1] }, { a: { $all: [] } }, false],
    [{ a: ['abc', 'x'] }, { a: { $all: [/^a/, 'x'] } }, true],
    [{ a: [[1, 2]] }, { a: { $all: [[1, 2]] } }, true],
    [{ a: [{ b: 1 }, { b: 7 }] }, { a: { $all: [{ $elemMatch: { b: 1 } }, { $elemMatch: { b: { $gt: 5 } } }] } }, true],
    [
      {
        a: [
          { b: 1, c: 2 },
          { b: 2, c: 1 },
        ],
      },
      { a: { $elemMatch: { b: 1, c: 1 } } },
      false,
    ],
    [{ a: [{ b: 1, c: 2 }] }, { a: { $elemMatch: { b: 1, c: 2 } } }, true],
    [{ a: [5, 20] }, { a: { $elemMatch: { $gt: 6, $lt: 10 } } }, false],
    [{ a: [5, 8] }, { a: { $elemMatch: { $gt: 6, $lt: 10 } } }, true],
    [{ a: [5] }, { a: { $elemMatch: { b: null } } }, false], // scalars are no documents
    [{ a: { b: 1 } }, { a: { $elemMatch: { b: 1 } } }, false],
    [{ a: [{ b: 3 }] }, { a: { $elemMatch: { $or: [{ b: 1 }, { b: 3 }] } } }, true],
    [{ a: [1, 2] }, { a: { $size: 2 } }, true],
    [{ a: [[1], 2, 3] }, { a: { $size: 1 } }, false],
    [{ a: 'x' }, { a: { $size: 1 } }, false],
    [{ a: 'Hello' }, { a: { $regex: '^h', $options: 'i' } }, true],
    [{ a: 'Hello' }, { a: { $regex: /^h/ } }, false],
    [{ a: 'a\nb' }, { a: { $regex: 'a.b', $options: 's' } }, true],
    [{ a: 54 }, { a: { $bitsAllSet: [1, 5] } }, true], // 54 = 110110
    [{ a: 54 }, { a: { $bitsAllClear: [0, 3] } }, true],
    [{ a: 54 }, { a: { $bitsAnySet: 1 } }, false],
    [{ a: 54 }, { a: { $bitsAnyClear: 50 } }, false], // 50 = 110010
  ])('%j matches %j: %s', (doc, query, expected) => expect(matches(doc, query)).toBe(expected));

  test('a regular expression with g does not remember where it stopped', () => {
    const predicate = compileQuery({ a: /x/g });
    expect([predicate({ a: 'x' }), predicate({ a: 'x' })]).toEqual([true, true]);
  });
});

describe('refusals', () => {
  test.each<[Doc, string]>([
    [{ a: { $foo: 1 } }, 'unknown operator: $foo'],
    [{ a: { $toString: 1 } }, 'unknown operator: $toString'],
    [{ a: { $gt: 1, b: 2 } }, 'unknown operator: b'],
    [{ a: { $where: 'true' } }, '$where cannot be applied to a field'],
    [{ $foo: 1 }, 'unknown top level operator: $foo'],
    [{ $text: { $search: 'x' } }, 'text index required for $text query'],
    [{ $where: 'true' }, '$where is not allowed in this context'],
    [{ $or: 1 }, '$or must be an array'],
    [{ $or: [] }, '$and/$or/$nor must be a nonempty array'],
    [{ $and: [1] }, '$or/$and/$nor entries need to be full objects'],
    [{ a: { $in: 1 } }, '$in needs an array'],
    [{ a: { $nin: 1 } }, '$nin needs an array'],
    [{ a: { $in: [{ $gt: 1 }] } }, 'cannot nest $ under $in'],
    [{ a: { $ne: /x/ } }, "Can't have regex as arg to $ne."],
    [{ a: { $gt: /x/ } }, "Can't have RegEx as arg to predicate over field 'a'."],
    [{ a: { $not: 1 } }, '$not needs a regex or a document'],
    [{ a: { $not: {} } }, '$not cannot be empty'],
    [{ a: { $mod: 4 } }, 'malformed mod, needs to be an array'],
    [{ a: { $mod: [0, 1] } }, 'divisor cannot be 0'],
    [{ a: { $mod: [1] } }, 'malformed mod, not enough elements'],
    [{ a: { $mod: [1, 2, 3] } }, 'malformed mod, too many elements'],
    [{ a: { $mod: ['x', 2] } }, 'malformed mod, divisor not a number'],
    [{ a: { $size: -1 } }, '$size may not be negative'],
    [{ a: { $size: 1.5 } }, '$size must be a whole number'],
    [{ a: { $size: '1' } }, '$size needs a number'],
    [{ a: { $type: 'texty' } }, 'Unknown type name alias: texty'],
    [{ a: { $type: 30 } }, 'Invalid numerical type code: 30'],
    [{ a: { $type: [] } }, '$type must match at least one type'],
    [{ a: { $elemMatch: 1 } }, '$elemMatch needs an Object'],
    [{ a: { $elemMatch: { $bar: 1 } } }, 'unknown operator: $bar'],
    [{ a: { $elemMatch: { $expr: 1 } } }, '$expr can only be applied to the top-level document'],
    [{ a: { $all: 1 } }, '$all needs an array'],
    [{ a: { $all: [{ $elemMatch: { b: 1 } }, 5] } }, '$all/$elemMatch has to be consistent'],
    [{ a: { $all: [{ $gt: 1 }] } }, 'no $ expressions in $all'],
    [{ a: { $options: 'i' } }, '$options needs a $regex'],
    [{ a: { $regex: 5 } }, '$regex has to be a string'],
    [{ a: { $regex: 'x', $options: 'q' } }, 'invalid flag in regex options: q'],
    [{ a: { $regex: /x/i, $options: 'm' } }, 'options set in both $regex and $options'],
    [{ a: { $regex: '(' } }, 'Regular expression is invalid: ('],
    [{ a: { $regex: 'a++' } }, 'Regular expression is invalid: a possessive quantifier is not supported here'],
    [{ a: { $bitsAllSet: 'x' } }, '$bitsAllSet takes an Array, a number, or a BinData but received: "x"'],
    [{ a: { $bitsAllSet: [-1] } }, 'bit positions must be >= 0 but got: -1'],
    [{ a: { $bitsAllSet: [1.5] } }, 'bit positions must be an integer but got: 1.5'],
    [{ $expr: { $gtt: ['$a', 1] } }, "Unrecognized expression '$gtt'"],
    [{ a: { $geoWithin: {} } }, "geo query doesn't have any geometry"],
    [{ $or: [{ a: { $nearSphere: [0, 0] } }] }, 'geo $near must be top-level expr'],
  ])('%j', (query, expected) => expect(refusal(query)).toBe(`DATABASE_REQUEST_FAILED [FailedOperation] ${expected}`));
});
