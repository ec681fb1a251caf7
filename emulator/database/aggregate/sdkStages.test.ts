/** Every stage once through @cloudbase/node-sdk. */
import cloudbase from '@cloudbase/node-sdk';
import { start, type Emulator } from '../../index';
import { actAsFunction } from '../../testing/asFunction';

let emulator: Emulator;
const opened = () => cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
let db: ReturnType<ReturnType<typeof opened>['database']>;

const rows = [
  { _id: 'a', nurse: 'Li', fen: 100, tags: ['x', 'y'], note: { day: 1, night: 2 }, loc: [0, 0] },
  { _id: 'b', nurse: 'Li', fen: 300, tags: ['x'], note: { day: 3, night: 4 }, loc: [1, 0] },
  { _id: 'c', nurse: 'Wu', fen: 50, tags: [], note: { day: 5, night: 6 }, loc: [2, 0] },
];

beforeAll(async () => {
  emulator = await start({});
  actAsFunction(emulator.url);
  db = opened().database();
  for (const name of ['visits', 'nurses']) await db.createCollection(name);
  await emulator.engine.createIndex('visits', { name: 'loc', keys: { loc: '2dsphere' } });
  for (const { loc, ...row } of rows) {
    await db.collection('visits').add({ ...row, loc: new db.Geo.Point(loc[0] as number, loc[1] as number) });
  }
  await db.collection('nurses').add({ _id: 'n1', name: 'Li', boss: 'n2' });
  await db.collection('nurses').add({ _id: 'n2', name: 'Wu' });
});
afterAll(() => emulator.stop());

/** The SDK's methods, as far as they are used here: its own types do not let them chain freely. */
type Stage = (argument: unknown) => Chain;
interface Chain extends Record<
  | 'match'
  | 'sort'
  | 'skip'
  | 'limit'
  | 'project'
  | 'count'
  | 'addFields'
  | 'group'
  | 'sortByCount'
  | 'bucket'
  | 'bucketAuto'
  | 'unwind'
  | 'replaceRoot'
  | 'sample'
  | 'lookup'
  | 'geoNear',
  Stage
> {
  _pipe(stage: string, argument: unknown): Chain;
  end(): Promise<{ data: Rows }>;
}
type Rows = Record<string, unknown>[];

async function chained(build: (chain: Chain) => Chain): Promise<Rows> {
  const { data } = await build(db.collection('visits').aggregate() as unknown as Chain).end();
  return data;
}

/** Stages that the SDK has no method for go through what all its methods call. */
const raw = (...stages: Record<string, unknown>[]): Promise<Rows> =>
  chained((chain) =>
    stages
      .flatMap((stage) => Object.entries(stage))
      .reduce((built, [name, argument]) => built._pipe(name.slice(1), argument), chain),
  );

const $ = () => db.command.aggregate as unknown as Record<'add' | 'sum' | 'max', (argument: unknown) => unknown>;
const ids = (found: Rows) => found.map(({ _id: id }) => id);

test('match, sort, skip, limit, project, count', async () => {
  const _ = db.command;
  const found = await chained((chain) =>
    chain
      .match({ fen: _.gt(50) })
      .sort({ fen: -1 })
      .skip(1)
      .limit(1)
      .project({ fen: 1, night: '$note.night' }),
  );
  expect(found).toEqual([{ _id: 'a', fen: 100, night: 2 }]);
  expect(await chained((chain) => chain.match({ nurse: 'Li' }).count('n'))).toEqual([{ n: 2 }]);
});

test('addFields, set, unset', async () => {
  const sum = await chained((chain) => chain.limit(1).addFields({ both: $().add(['$note.day', '$note.night']) }));
  expect(sum[0]).toMatchObject({ _id: 'a', both: 3 });
  expect(await raw({ $limit: 1 }, { $set: { fen: 7 } }, { $unset: ['loc', 'tags', 'note'] })).toEqual([
    { _id: 'a', nurse: 'Li', fen: 7 },
  ]);
});

test('group, sortByCount, bucket, bucketAuto', async () => {
  const grouped = await chained((chain) =>
    chain.group({ _id: '$nurse', fen: $().sum('$fen'), most: $().max('$fen') }).sort({ _id: 1 }),
  );
  expect(grouped).toEqual([
    { _id: 'Li', fen: 400, most: 300 },
    { _id: 'Wu', fen: 50, most: 50 },
  ]);
  expect(await chained((chain) => chain.sortByCount('$nurse'))).toEqual([
    { _id: 'Li', count: 2 },
    { _id: 'Wu', count: 1 },
  ]);
  expect(await chained((chain) => chain.bucket({ groupBy: '$fen', boundaries: [0, 100, 500] }))).toEqual([
    { _id: 0, count: 1 },
    { _id: 100, count: 2 },
  ]);
  expect(await chained((chain) => chain.bucketAuto({ groupBy: '$fen', buckets: 2 }))).toEqual([
    { _id: { min: 50, max: 300 }, count: 2 },
    { _id: { min: 300, max: 300 }, count: 1 },
  ]);
});

test('unwind, replaceRoot, replaceWith, sample', async () => {
  expect((await chained((chain) => chain.unwind('$tags').sort({ _id: 1 }))).map(({ tags }) => tags)).toEqual([
    'x',
    'y',
    'x',
  ]);
  expect(await chained((chain) => chain.limit(1).replaceRoot({ newRoot: '$note' }))).toEqual([{ day: 1, night: 2 }]);
  expect(await raw({ $limit: 1 }, { $replaceWith: { who: '$nurse' } })).toEqual([{ who: 'Li' }]);
  expect(await chained((chain) => chain.sample({ size: 2 }))).toHaveLength(2);
});

test('lookup by fields and by a pipeline, graphLookup', async () => {
  const joined = await chained((chain) =>
    chain.limit(1).lookup({ from: 'nurses', localField: 'nurse', foreignField: 'name', as: 'who' }).project({ who: 1 }),
  );
  expect(joined).toEqual([{ _id: 'a', who: [{ _id: 'n1', name: 'Li', boss: 'n2' }] }]);
  const pipeline = [{ $match: { $expr: { $eq: ['$name', '$$nurse'] } } }, { $project: { name: 1 } }];
  const piped = await chained((chain) =>
    chain
      .skip(2)
      .lookup({ from: 'nurses', let: { nurse: '$nurse' }, pipeline, as: 'who' })
      .project({ who: 1 }),
  );
  expect(piped).toEqual([{ _id: 'c', who: [{ _id: 'n2', name: 'Wu' }] }]);
  const search = { from: 'nurses', startWith: 'n1', connectFromField: 'boss', connectToField: '_id', as: 'up' };
  const [first] = await raw({ $limit: 1 }, { $graphLookup: search });
  expect(ids(first?.up as Rows)).toEqual(['n1', 'n2']);
});

test('geoNear', async () => {
  const found = await chained((chain) =>
    chain.geoNear({
      near: new db.Geo.Point(2, 0),
      distanceField: 'meters',
      spherical: true,
      query: { nurse: 'Li' },
      key: 'loc',
      limit: 10,
    }),
  );
  expect(ids(found)).toEqual(['b', 'a']);
  expect(found[0]?.meters).toBeCloseTo((Math.PI / 180) * 6378100, 5);
});

test('facet, unionWith, redact', async () => {
  expect(await raw({ $facet: { n: [{ $count: 'n' }], one: [{ $limit: 1 }, { $project: { _id: 1 } }] } })).toEqual([
    { n: [{ n: 3 }], one: [{ _id: 'a' }] },
  ]);
  expect(ids(await raw({ $unionWith: 'nurses' }))).toEqual(['a', 'b', 'c', 'n1', 'n2']);
  const redacted = await raw({ $redact: { $cond: [{ $eq: ['$nurse', 'Wu'] }, '$$KEEP', '$$PRUNE'] } });
  expect(ids(redacted)).toEqual(['c']);
});

test.each([['$merge'], ['$out'], ['$indexStats'], ['$frobnicate']])(
  '%s is refused with a text that names it',
  async (name) => {
    await expect(raw({ [name]: {} })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(name) as string,
    });
  },
);
