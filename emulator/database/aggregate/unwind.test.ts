import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  { _id: 1, o: { l: ['x', 'y'] } },
  { _id: 2, o: { l: [] } },
  { _id: 3, o: { l: null } },
  { _id: 4 },
  { _id: 5, o: { l: 'z' } },
  { _id: 6, o: [{ l: [1] }] },
]);

test('one document per element; what is no array is one element', async () => {
  expect(await run({ $unwind: '$o.l' })).toEqual([
    { _id: 1, o: { l: 'x' } },
    { _id: 1, o: { l: 'y' } },
    { _id: 5, o: { l: 'z' } },
  ]);
  expect(await run({ $unwind: { path: '$o.l' } }, { $count: 'n' })).toEqual([{ n: 3 }]);
});

test('keeps the empty ones when asked: an empty array goes, null stays', async () => {
  expect(await run({ $unwind: { path: '$o.l', preserveNullAndEmptyArrays: true, includeArrayIndex: 'o.i' } })).toEqual([
    { _id: 1, o: { l: 'x', i: 0 } },
    { _id: 1, o: { l: 'y', i: 1 } },
    { _id: 2, o: { i: null } },
    { _id: 3, o: { l: null, i: null } },
    { _id: 4, o: { i: null } },
    { _id: 5, o: { l: 'z', i: null } },
    { _id: 6, o: { i: null } },
  ]);
});

test('null inside an array is an element', async () => {
  expect(await pipelineOver([{ _id: 1, l: [null, [1, 2]] }])({ $unwind: '$l' })).toEqual([
    { _id: 1, l: null },
    { _id: 1, l: [1, 2] },
  ]);
});

test.each<[Doc, string]>([
  [{ $unwind: 1 }, 'expected either a string or an object as specification for $unwind stage, got int'],
  [{ $unwind: 'l' }, "path option to $unwind stage should be prefixed with a '$': l"],
  [{ $unwind: {} }, 'no path specified to $unwind stage'],
  [{ $unwind: { path: 1 } }, 'expected a string as the path for $unwind stage, got int'],
  [{ $unwind: '$' }, 'FieldPath cannot be constructed with empty string'],
  [{ $unwind: { path: '$l', includeArrayIndex: '' } }, 'expected a non-empty string for the includeArrayIndex'],
  [{ $unwind: { path: '$l', includeArrayIndex: '$i' } }, "should not be prefixed with a '$': $i"],
  [{ $unwind: { path: '$l', preserveNullAndEmptyArrays: 1 } }, 'expected a boolean for the preserveNullAndEmptyArrays'],
  [{ $unwind: { path: '$l', keep: 1 } }, 'unrecognized option to $unwind stage: keep'],
])('refuses %j', expectRefusal);
