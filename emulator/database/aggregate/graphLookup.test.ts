import type { Doc } from '../engine';
import { pipelineOver, expectRefusal } from './pipelineOver';

/** Areas within areas: who is above whom. */
const areas = [
  { _id: 'china', above: null },
  { _id: 'hubei', above: 'china' },
  { _id: 'wuhan', above: 'hubei', open: true },
  { _id: 'wuchang', above: 'wuhan', open: true },
  { _id: 'hankou', above: 'wuhan', open: false },
  { _id: 'nowhere' },
];
const up = { from: 't', startWith: '$above', connectFromField: 'above', connectToField: '_id', as: 'path' };
const run = pipelineOver(areas);
const of = async (id: string, spec: Doc) =>
  (await run({ $match: { _id: id } }, { $graphLookup: spec }))[0]?.path as Doc[];
const ids = (docs: Doc[]) => docs.map(({ _id: id }) => id).sort();

test('follows references as far as they lead', async () => {
  expect(ids(await of('wuchang', up))).toEqual(['china', 'hubei', 'wuhan']);
  expect(await of('china', up)).toEqual([]);
});

test('counts the depth and stops where it is told', async () => {
  const withDepth = await of('wuchang', { ...up, depthField: 'steps.n', maxDepth: 1 });
  expect(withDepth).toEqual([
    { _id: 'wuhan', above: 'hubei', open: true, steps: { n: 0 } },
    { _id: 'hubei', above: 'china', steps: { n: 1 } },
  ]);
  expect(ids(await of('wuchang', { ...up, maxDepth: 0 }))).toEqual(['wuhan']);
});

test('finds each document once, also in circles and from many starts', async () => {
  const ring = pipelineOver([
    { _id: 1, to: [2, 3] },
    { _id: 2, to: [3] },
    { _id: 3, to: 1 },
    { _id: 4, to: [] },
  ]);
  const spec = {
    from: 't',
    startWith: '$to',
    connectFromField: 'to',
    connectToField: '_id',
    as: 'all',
    depthField: 'd',
  };
  const found = await ring({ $graphLookup: spec });
  const depths = found.map(({ all }) => (all as Doc[]).map(({ _id: id, d }) => [id, d]));
  expect(depths[0]).toEqual([
    [2, 0],
    [3, 0],
    [1, 1],
  ]);
  expect(depths[1]).toEqual([
    [3, 0],
    [1, 1],
    [2, 2],
  ]);
  expect(depths[3]).toEqual([]);
});

test('looks only at documents that fulfil restrictSearchWithMatch', async () => {
  const down = { from: 't', startWith: '$_id', connectFromField: '_id', connectToField: 'above', as: 'path' };
  expect(ids(await of('hubei', down))).toEqual(['hankou', 'wuchang', 'wuhan']);
  expect(ids(await of('hubei', { ...down, restrictSearchWithMatch: { open: true } }))).toEqual(['wuchang', 'wuhan']);
});

test('null leads to null, not to documents without the field; a missing start leads nowhere', async () => {
  const spec = { from: 't', startWith: null, connectFromField: 'x', connectToField: 'above', as: 'path' };
  expect(ids(await of('china', spec))).toEqual(['china']);
  expect(await of('nowhere', { ...spec, startWith: '$absent' })).toEqual([]);
});

test('a collection that does not exist leads nowhere', async () => {
  expect(await of('wuhan', { ...up, from: 'other' })).toEqual([]);
});

test.each<[unknown, string]>([
  [1, 'the $graphLookup stage specification must be an object, but found int'],
  [{ ...up, from: undefined }, "missing 'from' option to $graphLookup stage specification"],
  [{ ...up, as: undefined }, "$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and"],
  [{ ...up, as: 1 }, 'expected string as argument for as, found: int'],
  [{ ...up, extra: 1 }, 'Unknown argument to $graphLookup: extra'],
  [{ ...up, maxDepth: 'x' }, 'maxDepth must be numeric, found type: string'],
  [{ ...up, maxDepth: -1 }, 'maxDepth requires a nonnegative argument, found: -1'],
  [{ ...up, maxDepth: 1.5 }, 'maxDepth could not be represented as a long long: 1.5'],
  [{ ...up, restrictSearchWithMatch: 1 }, 'restrictSearchWithMatch must be an object, found int'],
  [{ ...up, restrictSearchWithMatch: { a: { $foo: 1 } } }, 'unknown operator: $foo'],
  [{ ...up, startWith: { $foo: 1 } }, "Unrecognized expression '$foo'"],
  [{ ...up, as: '$x' }, "FieldPath field names may not start with '$'."],
])('refuses %j', (spec, text) => expectRefusal({ $graphLookup: spec }, text));
