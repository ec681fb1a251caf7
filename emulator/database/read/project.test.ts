import type { Doc } from '../engine';
import { compileProjection } from './project';

const doc: Doc = {
  _id: 1,
  a: 1,
  o: { x: 1, y: [{ p: 1, q: 2 }, { q: 3 }, 7, [{ p: 4, q: 5 }]] },
  l: [1, 2, 3, 4],
  g: [{ n: 1 }, { n: 2 }, { n: 2, k: 1 }],
};

/** Rows by https://www.mongodb.com/docs/v4.4/reference/method/db.collection.find/#projection and its operators' pages. */
test.each<[Doc, Doc]>([
  [{ 'o.y.p': 1 }, { _id: 1, o: { y: [{ p: 1 }, {}, [{ p: 4 }]] } }],
  [{ o: { x: 1 }, _id: 0 }, { o: { x: 1 } }],
  [
    { o: { y: 0 }, l: 0, g: 0 },
    { _id: 1, a: 1, o: { x: 1 } },
  ],
  [
    { _id: 1, o: 0, l: 0, g: 0 },
    { _id: 1, a: 1 },
  ],
  [{ 'a.b': 1 }, { _id: 1 }],
  [
    { l: { $slice: 2 }, o: 0, g: 0 },
    { _id: 1, a: 1, l: [1, 2] },
  ],
  [
    { l: { $slice: 0 }, a: 1 },
    { _id: 1, a: 1, l: [] },
  ],
  [
    { l: { $slice: -2 }, a: 1 },
    { _id: 1, a: 1, l: [3, 4] },
  ],
  [
    { l: { $slice: [-3, 2] }, a: 1 },
    { _id: 1, a: 1, l: [2, 3] },
  ],
  [
    { l: { $slice: [9, 2] }, a: 1 },
    { _id: 1, a: 1, l: [] },
  ],
  [
    { l: { $slice: [-9, 2] }, _id: 1 },
    { _id: 1, l: [1, 2] },
  ],
  [
    { 'o.y': { $slice: 1 }, a: 1 },
    { _id: 1, a: 1, o: { y: [{ p: 1, q: 2 }] } },
  ],
  [
    { a: { $slice: 1 }, l: 0, o: 0, g: 0 },
    { _id: 1, a: 1 },
  ],
  [{ g: { $elemMatch: { n: 2 } }, _id: 0 }, { g: [{ n: 2 }] }],
  [{ g: { $elemMatch: { n: 9 } } }, { _id: 1 }],
  [
    { l: { $slice: 1 }, g: { $elemMatch: { n: 2 } } }, // a slice keeps the other fields, also beside $elemMatch
    { ...doc, l: [1], g: [{ n: 2 }] },
  ],
  [{ b: { $add: ['$a', '$o.x'] }, _id: 0 }, { b: 2 }],
  [{ a: '$l', _id: 0 }, { a: [1, 2, 3, 4] }],
])('%j', (projection, expected) => expect(compileProjection(projection)(doc)).toEqual(expected));

test('$elemMatch stands behind the fields that are kept', () => {
  const projected = compileProjection({ g: { $elemMatch: { n: 2 } }, a: 1, zz: 1 })({
    _id: 1,
    g: [{ n: 2 }],
    a: 1,
    zz: 2,
  });
  expect(Object.keys(projected)).toEqual(['_id', 'a', 'zz', 'g']);
});

describe('the element that matched', () => {
  test.each<[Doc, Doc, Doc]>([
    [{ l: { $gt: 2 } }, { 'l.$': 1 }, { _id: 1, l: [3] }],
    [{ 'g.n': 2 }, { 'g.$': 1, _id: 0 }, { g: [{ n: 2 }] }],
    [{ g: { $elemMatch: { n: 2, k: 1 } } }, { 'g.$': 1 }, { _id: 1, g: [{ n: 2, k: 1 }] }],
    [{ 'o.y.q': 3 }, { 'o.y.$': 1 }, { _id: 1, o: { y: [{ q: 3 }] } }],
  ])('%j, %j', (query, projection, expected) => expect(compileProjection(projection, query)(doc)).toEqual(expected));

  test('none that did is an error', () => {
    expect(() => compileProjection({ 'l.$': 1 }, { l: { $size: 4 } })(doc)).toThrow(
      "positional operator '.$' couldn't find a matching element in the array",
    );
  });
});

test.each<[Doc, string]>([
  [{ a: 1, o: 0 }, 'Cannot do exclusion on field o in inclusion projection'],
  [{ a: 0, o: 1 }, 'Cannot do inclusion on field o in exclusion projection'],
  [{ a: 0, b: { $add: [1, 2] } }, 'Cannot use expression other than $meta in exclusion projection'],
  [{ o: 1, 'o.x': 1 }, 'Path collision at o.x'],
  [{ 'o.x': 1, o: 1 }, 'Path collision at o'],
  [{ a: {} }, 'An empty sub-projection is not a valid value. Found empty object at path a'],
  [{ a: { $meta: 'textScore' } }, '$meta is not supported'],
  [{ a: { $foo: 1 } }, "Unrecognized expression '$foo'"],
  [{ l: { $slice: 'x' } }, '$slice only supports numbers and [skip, limit] arrays'],
  [{ l: { $slice: [1] } }, '$slice array argument should be of form [skip, limit]'],
  [{ l: { $slice: [1, 0] } }, '$slice limit must be positive, got 0'],
  [{ l: { $slice: ['x', 1] } }, '$slice expects the skip argument to be a number, got string'],
  [{ 'o.y': { $elemMatch: {} } }, 'Cannot use $elemMatch projection on a nested field.'],
  [{ g: { $elemMatch: 1 } }, 'elemMatch: Invalid argument, object required'],
  [{ 'g.$': 1 }, "Positional projection 'g.$' does not match the query document."],
  [{ 'l.$': 1, 'a.$': 1 }, 'Cannot specify more than one positional projection per query.'],
  [{ 'l.$': 1, g: { $elemMatch: { n: 1 } } }, 'Cannot specify positional operator and $elemMatch.'],
  [{ 'l.$': { $slice: 1 } }, 'positional projection cannot be used with an expression or sub object'],
  [{ 'a..b': 1 }, 'FieldPath field names may not be empty strings.'],
  [{ $a: 1 }, "FieldPath field names may not start with '$'."],
])('%j is refused', (projection, text) => expect(() => compileProjection(projection, { l: 1, a: 1 })).toThrow(text));
