import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  { _id: 1, in: { city: 'Wuhan' }, n: 2 },
  { _id: 2, n: 3 },
]);

test('a field, a literal, or an expression becomes the document', async () => {
  expect(await run({ $match: { _id: 1 } }, { $replaceRoot: { newRoot: '$in' } })).toEqual([{ city: 'Wuhan' }]);
  expect(await run({ $replaceWith: { id: '$_id', n: '$n', city: '$in.city' } })).toEqual([
    { id: 1, n: 2, city: 'Wuhan' },
    { id: 2, n: 3 },
  ]);
  expect(await run({ $replaceRoot: { newRoot: { $mergeObjects: [{ n: 0 }, '$in'] } } })).toEqual([
    { n: 0, city: 'Wuhan' },
    { n: 0 },
  ]);
});

test('what is no document ends the pipeline', async () => {
  await expect(run({ $replaceRoot: { newRoot: '$in' } })).rejects.toThrow(
    "'newRoot' expression  must evaluate to an object, but resulting value was: MISSING. Type of resulting value: " +
      "'missing'. Input document: { _id: 2, n: 3 }",
  );
  await expect(run({ $replaceWith: '$n' })).rejects.toThrow(
    "'replacement document'  must evaluate to an object, but resulting value was: 2. Type of resulting value: 'int'",
  );
});

test.each<[Doc, string]>([
  [{ $replaceRoot: '$in' }, 'expected an object as specification for $replaceRoot stage, got string'],
  [{ $replaceRoot: {} }, 'no newRoot specified for the $replaceRoot stage'],
  [
    { $replaceRoot: { newRoot: '$in', x: 1 } },
    "unrecognized option to $replaceRoot stage: x, only valid option is 'newRoot'",
  ],
  [{ $replaceWith: { $foo: 1 } }, "Unrecognized expression '$foo'"],
])('refuses %j', expectRefusal);
