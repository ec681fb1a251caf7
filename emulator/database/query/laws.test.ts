import * as fc from 'fast-check';
import type { Doc } from '../engine';
import { compileQuery } from './compile';

/** What holds whatever the documents and the conditions are. */

const leaf = fc.oneof(
  fc.integer({ min: -2, max: 2 }),
  fc.constantFrom<unknown>('a', 'b', '', null, NaN, -0, true, new Date(0)),
);
const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.record({ x: leaf }, { requiredKeys: [] }));
const doc: fc.Arbitrary<Doc> = fc.record(
  { a: value, b: value, o: fc.array(value, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const path = fc.constantFrom('a', 'b', 'o', 'o.x', 'o.0', 'a.x');
const operators: fc.Arbitrary<Doc> = fc.oneof(
  fc.tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), value).map(([name, of]) => ({ [name]: of })),
  fc
    .tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(leaf, { maxLength: 3 }))
    .map(([name, of]) => ({ [name]: of })),
  fc.constantFrom<Doc>({ $exists: true }, { $type: 'number' }, { $size: 1 }, { $regex: 'a' }, { $mod: [2, 0] }),
  leaf.map((of) => ({ $elemMatch: { $gte: of } })),
);
const query: fc.Arbitrary<Doc> = fc.tuple(path, operators).map(([name, condition]) => ({ [name]: condition }));

/** `holds` compares two queries on one document. */
const same = (left: Doc, right: Doc, one: Doc) => expect(compileQuery(left)(one)).toBe(compileQuery(right)(one));

test('$nor is the complement of $or, $not of the condition', () => {
  fc.assert(
    fc.property(doc, path, operators, query, (one, name, condition, other) => {
      const or = { $or: [{ [name]: condition }, other] };
      expect(compileQuery({ $nor: or.$or })(one)).toBe(!compileQuery(or)(one));
      expect(compileQuery({ [name]: { $not: condition } })(one)).toBe(!compileQuery({ [name]: condition })(one));
    }),
    { numRuns: 500 },
  );
});

test("De Morgan's laws", () => {
  fc.assert(
    fc.property(doc, query, query, (one, p, q) => {
      same({ $nor: [{ $and: [p, q] }] }, { $or: [{ $nor: [p] }, { $nor: [q] }] }, one);
      same({ $nor: [p, q] }, { $and: [{ $nor: [p] }, { $nor: [q] }] }, one);
    }),
    { numRuns: 500 },
  );
});

test('spellings of the same question', () => {
  fc.assert(
    fc.property(doc, path, fc.array(leaf, { minLength: 1, maxLength: 3 }), value, (one, name, members, operand) => {
      same({ [name]: { $in: members } }, { $or: members.map((member) => ({ [name]: member })) }, one);
      same({ [name]: { $nin: members } }, { [name]: { $not: { $in: members } } }, one);
      same({ [name]: { $all: members } }, { $and: members.map((member) => ({ [name]: member })) }, one);
      same({ [name]: { $ne: operand } }, { [name]: { $not: { $eq: operand } } }, one);
      same({ [name]: { $gte: operand } }, { $or: [{ [name]: { $gt: operand } }, { [name]: { $eq: operand } }] }, one);
      same({ [name]: operand }, { [name]: { $eq: operand } }, one);
      same({ [name]: { $exists: false } }, { [name]: { $not: { $exists: true } } }, one);
    }),
    { numRuns: 1000 },
  );
});
