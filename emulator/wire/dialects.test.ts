/** `/admin`, `/web` and `/v1/database` are three ways to ask one engine: the same question has the same answer. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Emulator } from '../index';

type Json = Record<string, unknown>;

let dir: string;
let emulator: Emulator;
let token: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-dialects-'));
  const open = { read: true, create: true, update: true, delete: true };
  writeFileSync(join(dir, 'rules.json'), JSON.stringify({ collections: { c: open, d: open, shut: {} } }));
  writeFileSync(join(dir, 'indexes.json'), JSON.stringify({ c: [], d: [], shut: [] }));
  emulator = await start({ database: dir });
  const reply = await fetch(`${emulator.url}/auth/v1/signin/anonymously`, { method: 'POST', body: '{}' });
  token = ((await reply.json()) as { access_token: string }).access_token;
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(async () => {
  for (const name of ['c', 'd']) await emulator.engine.remove(name, {}, true);
  await emulator.engine.insert('c', [
    { _id: 'a', n: 1, l: [1, 2] },
    { _id: 'b', n: 2, l: [] },
    { _id: 'x', n: 3 },
  ]);
});

async function send(path: string, method: string, body?: Json): Promise<Json> {
  const reply = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await reply.json()) as Json;
}

const admin = (action: string, body: Json) => send('/admin', 'POST', { action: `database.${action}`, ...body });
const web = (action: string, body: Json) =>
  send('/web?env=local-env', 'POST', { action: `database.${action}`, access_token: token, ...body });
const documents = '/v1/database/instances/(default)/databases/(default)/collections/c/documents';
const gateway = (method: string, rest: string, body?: Json) => send(`${documents}${rest}`, method, body);

const refusal = ({ code, message }: Json) => ({ code, message });
const text = (value: unknown) => JSON.stringify(value);
const parameter = (name: string, value: unknown) => `?${name}=${encodeURIComponent(text(value))}`;

describe.each<[string, Json, unknown]>([
  ['all', {}, ['a', 'b', 'x']],
  ['an element', { l: 1 }, ['a']],
  ['null is missing', { l: null }, ['x']],
  [
    'an empty $or',
    { $or: [] },
    { code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('nonempty array') },
  ],
  [
    'an unknown operator',
    { n: { $near2: 1 } },
    { code: 'DATABASE_REQUEST_FAILED', message: '[FailedOperation] unknown operator: $near2' },
  ],
  ['a broken tag', { n: { $numberInt: { toString: 1 } } }, { code: 'INVALID_PARAM', message: expect.any(String) }],
  ['a deep value', nested(300), { code: 'INVALID_PARAM', message: expect.stringContaining('nested deeper') }],
])('a query: %s', (_name, query, expected) => {
  const ids = (rows: unknown) =>
    (rows as unknown[]).map((row) => (typeof row === 'string' ? (JSON.parse(row) as Json) : (row as Json))._id);

  test('/admin', async () => {
    const reply = await admin('getDocument', { collectionName: 'c', query: text(query), queryType: 'WHERE' });
    expect(reply.code ? refusal(reply) : ids((reply.data as Json).list)).toEqual(expected);
  });

  test('/web', async () => {
    const reply = await web('queryDocument', { collectionName: 'c', query });
    expect(reply.code ? refusal(reply) : ids((reply.data as Json).list)).toEqual(expected);
  });

  test('/v1', async () => {
    const reply = await gateway('GET', parameter('query', query));
    expect(reply.code ? refusal(reply) : ids(reply.list)).toEqual(expected);
  });
});

function nested(levels: number): Json {
  let value: Json = { n: 1 };
  for (let i = 0; i < levels; i += 1) value = { n: value };
  return value;
}

describe.each<[string, Json, Json]>([
  ['changes', { $inc: { n: 5 } }, { updated: 1 }],
  ['changes nothing', { $set: { n: 1 } }, { updated: 0 }],
  [
    'an empty $set',
    { $set: {} },
    { message: "[FailedOperation] '$set' is empty. You must specify a field like so: {$set: {<field>: ...}}" },
  ],
  ['an unknown modifier', { $foo: { n: 1 } }, { message: expect.stringContaining('Unknown modifier: $foo') }],
  [
    'a rename to no name',
    { $rename: { n: { toString: 1 } } },
    { message: expect.stringContaining('must be a string') },
  ],
  ['no fields', { $set: 'xx' }, { message: expect.stringContaining('Modifiers operate on fields') }],
])('an update: %s', (_name, data, expected) => {
  const change = { query: { _id: 'a' }, data, multi: false, upsert: false };

  test('/admin', async () => {
    const body = { ...change, collectionName: 'c', query: text(change.query), data: text(data), merge: true };
    const reply = await admin('modifyDocument', body);
    expect(reply.code ? refusal(reply) : reply.data).toMatchObject(expected);
  });

  test('/web', async () => {
    const reply = await web('updateDocument', { ...change, collectionName: 'c', merge: true });
    expect(reply.code ? refusal(reply) : reply.data).toMatchObject(expected);
  });

  test('/v1', async () => {
    const reply = await gateway('PATCH', '', { ...change, replaceMode: false });
    expect(reply.code ? refusal(reply) : reply).toMatchObject(expected);
  });
});

describe.each<[string, Json]>([
  ['$lookup null', { $lookup: null }],
  ['$lookup of nothing', { $lookup: { from: 7 } }],
  ['$lookup with a broken pipeline', { $lookup: { from: 'd', as: 'x', pipeline: [null] } }],
  ['$unionWith null', { $unionWith: null }],
  ['$graphLookup a list', { $graphLookup: [] }],
  ['$facet of null', { $facet: { x: null } }],
  ['$facet null', { $facet: null }],
  ['$match text', { $match: 'x'.repeat(100_000) }],
  ['$match null', { $match: null }],
  ['$geoNear null', { $geoNear: null }],
])('a broken stage: %s', (_name, stage) => {
  test('is refused in the same words everywhere', async () => {
    const [[stageKey, stageValue]] = Object.entries(stage) as [[string, unknown]];
    const byAdmin = await admin('aggregateDocuments', {
      collectionName: 'c',
      stages: [{ stageKey, stageValue: text(stageValue) }],
    });
    expect(byAdmin).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
    const stages = [{ stageKey, stageValue: text(stageValue) }];
    const byWeb = await web('aggregate', { collectionName: 'c', stages });
    expect(refusal(byWeb)).toEqual(refusal(byAdmin));
    expect(refusal(await gateway('POST', '/aggregations', { pipeline: [stage] }))).toEqual(refusal(byAdmin));
  });
});

test.each<[string, Json]>([
  ['$lookup', { from: 'shut', localField: 'n', foreignField: 'n', as: 'x' }],
  ['$unionWith', { coll: 'shut' }],
  ['$unionWith', { from: 'c', coll: 'shut' }],
  ['$facet', { x: [{ $lookup: { from: 'd', as: 'y', pipeline: [{ $unionWith: 'shut' }] } }] }],
])('%s does not look into a closed collection', async (stageKey, stageValue) => {
  const reply = await gateway('POST', '/aggregations', { pipeline: [{ [stageKey]: stageValue }] });
  expect(reply).toMatchObject({ code: 'DATABASE_PERMISSION_DENIED' });
});

describe('a transaction that an ordinary action names', () => {
  test('/web: reads and writes are inside', async () => {
    const { transactionId } = await web('startTransaction', {});
    const inside = { collectionName: 'c', transactionId };
    await web('addDocument', { ...inside, data: { _id: 'new' } });
    await web('updateDocument', {
      ...inside,
      query: { _id: 'a' },
      data: { $set: { n: 9 } },
      merge: true,
      multi: false,
    });
    await web('deleteDocument', { ...inside, query: { _id: 'b' }, multi: false });
    const { data } = await web('queryDocument', { ...inside, query: {}, order: [{ field: '_id', direction: 'asc' }] });
    await web('abortTransaction', { transactionId });
    expect((data as { list: Json[] }).list.map(({ _id, n }) => [_id, n])).toEqual([
      ['a', 9],
      ['new', undefined],
      ['x', 3],
    ]);
    expect((await emulator.engine.find('c', {})).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test('what knows no transaction is refused', async () => {
    const { transactionId } = await web('startTransaction', {});
    const refused = { code: 'INVALID_PARAM', message: expect.stringContaining('cannot run inside a transaction') };
    const inside = { collectionName: 'c', transactionId };
    expect(await web('countDocument', { ...inside, query: {} })).toMatchObject(refused);
    expect(await web('aggregate', { ...inside, stages: [] })).toMatchObject(refused);
    expect(await admin('calculateDocument', inside)).toMatchObject(refused);
    expect(await gateway('GET', `?count=true&transactionId=${String(transactionId)}`)).toMatchObject(refused);
    expect(await gateway('POST', '/aggregations', { pipeline: [], transactionId })).toMatchObject(refused);
    expect(await admin('getDocument', { collectionName: 'c', transactionId: 7 })).toMatchObject({
      code: 'INVALID_PARAM',
      message: 'transactionId must be a text',
    });
  });
});

test('a client creates whole documents only', async () => {
  const change = { query: { _id: 'z' }, data: { $inc: { n: 1 } }, upsert: true, multi: false };
  const reply = await gateway('PATCH', '', change);
  expect(reply).toMatchObject({ code: 'INVALID_PARAM', message: expect.stringContaining('$inc') });
  expect(await emulator.engine.find('c', { query: { _id: 'z' } })).toEqual([]);
});
