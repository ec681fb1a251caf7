/** Requests that are right, one for each thing the emulator answers: what the fuzzer bends. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Seed {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly json?: object;
  readonly multipart_fields?: Readonly<Record<string, unknown>>;
}

function recorded(): Seed[] {
  const file = join(__dirname, '../wire/recorded-requests.json');
  const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: RecordedRequest[] };
  return records.map(({ method, path, json, multipart_fields: fields }) => {
    const form = fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
    return { method, path: path.replace('<seq>', '1'), ...(json ? { json } : {}), ...(form ? { form } : {}) };
  });
}

const admin = (json: object): Seed => ({ method: 'POST', path: '/admin?env=local-env&seqId=1', json });
const orders = { collectionName: 'orders', envName: 'local-env' };
const find = (query: object) =>
  admin({ ...orders, action: 'database.getDocument', queryType: 'WHERE', query: JSON.stringify(query) });
const update = (data: object) =>
  admin({
    ...orders,
    action: 'database.modifyDocument',
    queryType: 'WHERE',
    multi: true,
    merge: true,
    query: '{}',
    data: JSON.stringify(data),
  });
const stages = (...list: object[]) => {
  const wire = list.flatMap((stage) =>
    Object.entries(stage).map(([stageKey, value]) => ({ stageKey, stageValue: JSON.stringify(value) })),
  );
  return admin({ ...orders, action: 'database.aggregateDocuments', stages: wire });
};

const POINT = { type: 'Point', coordinates: [120.1, 30.2] };
const SQUARE = {
  type: 'Polygon',
  coordinates: [
    [
      [120, 30],
      [121, 30],
      [121, 31],
      [120, 31],
      [120, 30],
    ],
  ],
};

const DATABASE: readonly Seed[] = [
  find({
    n: { $gte: 1, $in: [1, 2], $not: { $mod: [2, 0] } },
    s: { $regularExpression: { pattern: '^a+b', options: 'i' } },
  }),
  find({
    $or: [{ n: 1 }, { list: { $elemMatch: { q: { $gt: 1 } } } }],
    tags: { $all: ['a'], $size: 2 },
    at: { $date: { $numberLong: '1' } },
  }),
  find({ $expr: { $gt: ['$n', { $add: ['$m', 1] }] }, n: { $exists: true, $type: 'number' }, b: { $bitsAllSet: [1] } }),
  find({ loc: { $nearSphere: { $geometry: POINT, $maxDistance: 500 } } }),
  find({ loc: { $geoWithin: { $geometry: SQUARE } } }),
  find({ loc: { $geoIntersects: { $geometry: SQUARE } } }),
  find({ $jsonSchema: { required: ['n'], properties: { n: { bsonType: 'int', minimum: 1 } } } }),
  update({
    $set: { 'a.b': 1 },
    $inc: { n: 1 },
    $push: { t: { $each: [1], $slice: -2, $sort: 1, $position: 0 } },
    $unset: { x: '' },
  }),
  update({
    $pull: { t: { $gt: 1 } },
    $addToSet: { u: { $each: [1] } },
    $rename: { q: 'r' },
    $min: { n: 0 },
    $bit: { n: { and: 3 } },
  }),
  stages(
    { $match: { n: { $gt: 0 } } },
    { $group: { _id: '$s', sum: { $sum: '$n' }, all: { $push: '$$ROOT' } } },
    { $sort: { sum: -1 } },
    { $limit: 3 },
  ),
  stages(
    {
      $lookup: {
        from: 'nurses',
        let: { i: '$_id' },
        pipeline: [{ $match: { $expr: { $eq: ['$x', '$$i'] } } }],
        as: 'j',
      },
    },
    { $unwind: { path: '$j', preserveNullAndEmptyArrays: true } },
  ),
  stages({
    $project: {
      d: { $dateToString: { date: '$at', format: '%Y-%m', timezone: 'Asia/Shanghai' } },
      s: { $substrCP: ['$s', 0, 2] },
      m: { $map: { input: '$t', as: 'v', in: { $multiply: ['$$v', 2] } } },
    },
  }),
  stages(
    { $facet: { a: [{ $count: 'n' }], b: [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }] } },
    { $addFields: { z: { $regexFind: { input: 'aab', regex: 'a+' } } } },
  ),
  stages(
    { $geoNear: { near: POINT, distanceField: 'd', spherical: true, query: { n: 1 } } },
    { $sample: { size: 2 } },
    { $replaceRoot: { newRoot: { $mergeObjects: ['$$ROOT', { x: 1 }] } } },
  ),
  stages(
    {
      $graphLookup: {
        from: 'orders',
        startWith: '$n',
        connectFromField: 'n',
        connectToField: 'm',
        as: 'g',
        maxDepth: 3,
      },
    },
    { $sortByCount: '$s' },
  ),
  admin({ action: 'database.startTransaction' }),
  admin({
    ...orders,
    action: 'database.insertDocument',
    data: ['{"n":{"$numberInt":"1"},"loc":{"type":"Point","coordinates":[120.1,30.2]}}'],
  }),
];

/** Stands where the token of a signed-in visitor goes. */
export const TOKEN = '<token>';

const signedIn = { authorization: `Bearer ${TOKEN}` };
const json = (method: string, path: string, body: object, headers = {}): Seed => ({
  method,
  path,
  json: body,
  headers,
});
const plain = (method: string, path: string, headers = {}): Seed => ({ method, path, headers });

const DOCUMENTS = '/v1/database/instances/(default)/databases/(default)/collections/orders/documents';

const OTHERS: readonly Seed[] = [
  json('POST', '/web?env=local-env', {
    action: 'database.queryDocument',
    collectionName: 'orders',
    query: '{"n":1}',
    access_token: 'x',
  }),
  json('POST', '/web?env=local-env', {
    action: 'functions.invokeFunction',
    function_name: 'echo',
    request_data: '{"a":1}',
  }),
  json('POST', '/auth/v1/signin/anonymously', {}),
  json('POST', '/auth/v1/signin/custom', { provider_id: 'CUSTOM', ticket: 'a/@@/b.c.d' }),
  json('POST', '/auth/v1/token', { grant_type: 'refresh_token', refresh_token: 'x' }),
  plain('GET', '/auth/v1/user/me', { authorization: `Bearer ${TOKEN}` }),
  json('POST', '/v1/functions/echo', { a: 1 }, { authorization: `Bearer ${TOKEN}` }),
  json('POST', '/v1/storages/get-objects-upload-info', [{ objectId: 'a/b.txt' }], signedIn),
  json('POST', '/v1/storages/delete-objects', [{ cloudObjectId: 'cloud://local-env.b/a' }], signedIn),
  json('POST', DOCUMENTS, { data: [{ n: 1 }] }, signedIn),
  json('PATCH', DOCUMENTS, { query: { n: 1 }, data: { $set: { m: 1 } }, multi: true }, signedIn),
  json('POST', `${DOCUMENTS}/remove`, { query: { n: 99 } }, signedIn),
  json('POST', `${DOCUMENTS}/aggregations`, { pipeline: [{ $match: { n: 1 } }, { $count: 'c' }] }, signedIn),
  plain('GET', `${DOCUMENTS}?query=%7B%22n%22%3A1%7D&limit=2&order=%5B%5D`, signedIn),
  plain('GET', '/cos/6c6f-local-env-1250000000/dir/a.txt?sign=x&t=1', { range: 'bytes=0-1' }),
  {
    method: 'PUT',
    path: '/cos/6c6f-local-env-1250000000/dir/a.txt',
    headers: { authorization: 'q-sign' },
    body: 'text',
  },
  json('POST', '/', { EnvId: 'local-env' }, { 'x-tc-action': 'DescribeEnvInfo' }),
  json(
    'POST',
    '/',
    {
      EnvId: 'local-env',
      TableName: 'orders',
      CreateIndexes: [
        { IndexName: 'i', MgoKeySchema: { MgoIndexKeys: [{ Name: 'n', Direction: '1' }], MgoIsUnique: false } },
      ],
    },
    { 'x-tc-action': 'UpdateTable' },
  ),
  json(
    'POST',
    '/',
    { EnvId: 'local-env', CollectionName: 'orders', AclTag: 'CUSTOM', Rule: '{"read":"doc.n > 1 && auth != null"}' },
    { 'x-tc-action': 'ModifySafeRule' },
  ),
  plain('GET', '/_emulator/clock'),
  json('POST', '/_emulator/call', { name: 'echo', data: { a: 1 }, as: { openid: 'o1' } }),
  plain('GET', '/'),
  plain('GET', '/_emulator/'),
  plain('GET', '/hello?a=1&a=2', { cookie: 'a=b' }),
  json('POST', '/hello', { a: 1 }),
];

export const CORPUS: readonly Seed[] = [...recorded(), ...DATABASE, ...OTHERS];
