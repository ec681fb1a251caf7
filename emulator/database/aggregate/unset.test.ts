import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([{ _id: 1, a: 1, o: { x: 1, y: 2 }, l: [{ x: 1, y: 2 }, 3] }]);

test('one field, several, and paths through objects and arrays', async () => {
  expect(await run({ $unset: 'a' }, { $unset: ['l', '_id'] })).toEqual([{ o: { x: 1, y: 2 } }]);
  expect(await run({ $unset: ['o.x', 'l.y', 'absent'] })).toEqual([{ _id: 1, a: 1, o: { y: 2 }, l: [{ x: 1 }, 3] }]);
});

test.each<[Doc, string]>([
  [{ $unset: 1 }, '$unset specification must be a string or an array'],
  [{ $unset: [] }, '$unset specification must be a string or an array with at least one field'],
  [{ $unset: ['a', 1] }, '$unset specification must be a string or an array containing only string values'],
  [{ $unset: ['a', 'a.b'] }, 'Invalid $unset :: caused by :: Path collision at a.b'],
  [{ $unset: '$a' }, "Invalid $unset :: caused by :: FieldPath field names may not start with '$'."],
])('refuses %j', expectRefusal);
