/** Random documents, queries, orders and indexes that have much to do with each other: for the tests of the planner. */
import * as fc from 'fast-check';
import type { Doc, IndexSpec } from '../../engine';

const scalar = fc.oneof(
  { weight: 14, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 3, arbitrary: fc.constantFrom('a', 'ab', 'abc', 'b', '', 'a.c', 'A', '护理', '😀', '\uffee') },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }).map((day) => new Date(day * 86_400_000)) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, NaN, Infinity, -Infinity, 1e300) },
);
const value = fc.oneof(
  { weight: 7, arbitrary: scalar },
  { weight: 5, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([[1, 2]], [[]], { x: 1 }, { x: 1, y: 'a' }, [{ x: 1 }], {}) },
);
const part = fc.record({ x: value, y: scalar }, { requiredKeys: [] });
const nested = fc.oneof(
  part,
  fc.array(fc.oneof({ weight: 4, arbitrary: part }, { weight: 1, arbitrary: scalar }), { maxLength: 3 }),
  scalar,
);

export const docs: fc.Arbitrary<Doc[]> = fc.array(
  fc.record({ a: value, b: scalar, c: fc.integer({ min: 0, max: 2 }), o: nested }, { requiredKeys: [] }),
  { maxLength: 25 },
);

const number = fc.integer({ min: 0, max: 4 });
const path = fc.constantFrom('a', 'a', 'b', 'c', 'o.x', 'o.x', 'o.y', 'o');
const regex = fc.constantFrom(/^a/, /^ab/, /^a\.c/, /^ab?/, /b/, /^a/i, /^(a|b)/, /^a|c/, /^😀/, /^护/);
/** Often one that no single value can meet, but two can. */
const range = fc
  .tuple(fc.constantFrom('$gt', '$gte'), number, fc.constantFrom('$lt', '$lte'), number)
  .map(([low, from, high, to]): Doc => ({ [low]: from, [high]: to }));
const single = fc.oneof(
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), value)
    .map(([name, operand]): Doc => ({ [name]: operand })),
  fc.array(fc.oneof(value, regex), { maxLength: 4 }).map((operand): Doc => ({ $in: operand })),
  fc.array(value, { maxLength: 3 }).map((operand): Doc => ({ $nin: operand })),
  fc.boolean().map((operand): Doc => ({ $exists: operand })),
  fc.array(scalar, { maxLength: 2 }).map((operand): Doc => ({ $all: operand })),
  fc.integer({ min: 0, max: 2 }).map((operand): Doc => ({ $size: operand })),
  fc.constantFrom<Doc>({ $type: 'string' }, { $type: 'number' }, { $mod: [2, 1] }, { $regex: '^a' }),
);
const elements = fc.oneof(
  range,
  fc.tuple(fc.constantFrom('$gt', '$lt', '$ne'), scalar).map(([name, operand]): Doc => ({ [name]: operand })),
  fc.dictionary(fc.constantFrom('x', 'y'), fc.oneof<fc.Arbitrary<unknown>[]>(scalar, range), {
    minKeys: 1,
    maxKeys: 2,
  }),
);
const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(number, value) },
  { weight: 4, arbitrary: range },
  { weight: 5, arbitrary: single },
  { weight: 1, arbitrary: regex },
  { weight: 1, arbitrary: single.filter((inner) => !('$regex' in inner)).map((inner) => ({ $not: inner })) },
  { weight: 2, arbitrary: elements.map((inner) => ({ $elemMatch: inner })) },
);
const fields = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3 });

export const query: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 8, arbitrary: fields },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fields, fc.array(fields, { minLength: 1, maxLength: 3 }))
      .map(([common, branches]): Doc => ({ ...common, $or: branches })),
  },
  { weight: 1, arbitrary: fc.array(fields, { minLength: 1, maxLength: 3 }).map((parts): Doc => ({ $and: parts })) },
  { weight: 1, arbitrary: fc.array(fields, { minLength: 1, maxLength: 2 }).map((parts): Doc => ({ $nor: parts })) },
);

const direction = fc.constantFrom<1 | -1>(1, -1);
export const order = fc.uniqueArray(fc.tuple(fc.oneof(path, fc.constant('_id')), direction), {
  maxLength: 3,
  selector: ([name]) => name,
});
export const page = fc.record({
  skip: fc.integer({ min: 0, max: 4 }),
  limit: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(1000)),
});

const spec = fc
  .record({
    keys: fc.uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 3, selector: ([name]) => name }),
    sparse: fc.boolean(),
  })
  .map(({ keys, sparse }) => ({ keys: Object.fromEntries(keys), ...(sparse ? { sparse } : {}) }));

export const specs: fc.Arbitrary<IndexSpec[]> = fc
  .uniqueArray(spec, { minLength: 1, maxLength: 3, selector: ({ keys }) => JSON.stringify(keys) })
  .map((list) => list.map((one, i) => ({ name: `i${i}`, ...one })));
