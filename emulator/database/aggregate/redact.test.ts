import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

const run = pipelineOver([
  {
    _id: 1,
    level: 1,
    title: 'visit',
    part: { level: 5, text: 'secret' },
    list: [{ level: 1, inner: { level: 9 } }, { level: 7 }, 3, [{ level: 8 }, { level: 2 }]],
  },
  { _id: 2, level: 4, part: { level: 1 } },
]);
const atMost = (limit: number) => ({
  $redact: { $cond: { if: { $lte: ['$level', limit] }, then: '$$DESCEND', else: '$$PRUNE' } },
});

test('decides level by level, through arrays', async () => {
  expect(await run(atMost(3))).toEqual([{ _id: 1, level: 1, title: 'visit', list: [{ level: 1 }, 3, [{ level: 2 }]] }]);
});

test('$$KEEP stops looking deeper; $$ROOT is the whole document', async () => {
  const keep = { $redact: { $cond: [{ $eq: ['$level', 1] }, '$$KEEP', '$$PRUNE'] } };
  expect(await run(keep, { $project: { part: 1 } })).toEqual([{ _id: 1, part: { level: 5, text: 'secret' } }]);
  expect(await run({ $redact: { $cond: [{ $eq: ['$$ROOT._id', 2] }, '$$DESCEND', '$$PRUNE'] } })).toEqual([
    { _id: 2, level: 4, part: { level: 1 } },
  ]);
});

test('any other answer is refused', async () => {
  await expect(run({ $redact: '$level' })).rejects.toThrow(
    'should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned 1',
  );
});

test.each<[Doc, string]>([
  [{ $redact: { $foo: 1 } }, "Unrecognized expression '$foo'"],
  [{ $addFields: { a: '$$DESCEND' } }, 'Use of undefined variable: DESCEND'],
])('refuses %j', expectRefusal);
