import * as fc from 'fast-check';
import { Query } from 'mingo';
import type { Doc } from '../engine';
import { compileQuery } from './compile';

/**
 * Random documents and queries, judged by mingo as well. Left out are the places where mingo itself is known to differ
 * from MongoDB: $elemMatch and $exists over arrays of documents, $all on a field that is no
 * array and $all of a Date (mingo compares dates there by identity), null inside paths through arrays.
 */

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('a', 'b', 'ab'),
  fc.boolean(),
  fc.constantFrom(new Date(0), new Date(1)),
);
const value = fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 3 }));
const doc: fc.Arbitrary<Doc> = fc.record(
  { a: value, b: value, o: fc.record({ x: value, y: scalar }, { requiredKeys: [] }) },
  { requiredKeys: [] },
);

const path = fc.constantFrom('a', 'b', 'o.x', 'o.y');
const condition = fc.oneof(
  scalar,
  scalar.map((operand) => ({ $eq: operand })),
  scalar.map((operand) => ({ $ne: operand })),
  fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar).map(([name, operand]) => ({ [name]: operand })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.array(scalar, { maxLength: 3 }).map((operand) => ({ $in: operand })),
  fc.array(scalar, { maxLength: 3 }).map((operand) => ({ $nin: operand })),
  fc.integer({ min: 0, max: 3 }).map((operand) => ({ $size: operand })),
  scalar.map((operand) => ({ $not: { $gt: operand } })),
  fc.tuple(fc.integer({ min: -3, max: 0 }), fc.integer({ min: 0, max: 3 })).map(([low, high]) => ({
    $elemMatch: { $gte: low, $lte: high },
  })),
);
const simple: fc.Arbitrary<Doc> = fc.tuple(path, condition).map(([name, test]) => ({ [name]: test }));
const query: fc.Arbitrary<Doc> = fc.oneof(
  simple,
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((list) => ({ $and: list })),
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((list) => ({ $or: list })),
  fc.array(simple, { minLength: 1, maxLength: 3 }).map((list) => ({ $nor: list })),
);

test('agrees with mingo on random documents and queries', () => {
  fc.assert(
    fc.property(doc, query, (one, asked) => {
      expect(compileQuery(asked)(one)).toBe(new Query(asked).test(one));
    }),
    { numRuns: 3000 },
  );
});
