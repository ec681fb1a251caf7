/** `/v1/database/instances/<i>/databases/<d>/…`: js-sdk's REST dialect, the default of the browser. */
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import { jsonBody } from './admin';
import { transactionOf } from './adminDatabase';
import { databaseOf } from './client';
import { refuseCollection, type ClientDatabase } from './clientDatabase';
import { optionalDocumentField } from './documentField';
import { encode, type Now } from './ejson';
import { invalidParam } from './envelope';
import type { Request } from './message';
import { orderOfList, wholeNumber } from './readOptions';
import { refuseOutside } from './transactionStrays';
import type { Identity } from '../auth/identity';

const PREFIX = /^\/v1\/database\/instances\/[^/]+\/databases\/[^/]+\/(.*)$/;

interface Call {
  readonly platform: Platform;
  readonly database: ClientDatabase;
  readonly request: Request;
  readonly collection: string;
  readonly now: Now;
}

function listIn(text: string | null): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalidParam('order is not JSON');
  }
}

async function read({ database, request, collection, now }: Call): Promise<object> {
  const { query: given } = request;
  const query = optionalDocumentField(given.get('query'), 'query', now);
  const transaction = given.get('transactionId') ?? undefined;
  const isCount = given.get('count') === 'true';
  if (isCount) refuseOutside('database.countDocument', { transactionId: transaction });
  if (isCount) return { total: await database.count(collection, query) };
  const skip = wholeNumber(given.get('offset'), 'offset') ?? 0;
  const limit = Math.min(wholeNumber(given.get('limit'), 'limit') ?? 100, 1000);
  const projection = optionalDocumentField(given.get('projection'), 'projection', now);
  const order = orderOfList(listIn(given.get('order')));
  const rows = await database.find(collection, { query, order, skip, limit, projection }, transaction);
  return { offset: skip, limit, list: rows.map(encode) };
}

async function readOne({ database, request, collection, now }: Call, id: string): Promise<object> {
  const projection = optionalDocumentField(request.query.get('projection'), 'projection', now);
  const transaction = request.query.get('transactionId') ?? undefined;
  const [row] = await database.find(collection, { query: { _id: id }, limit: 1, projection }, transaction);
  if (!row) throw new EngineError('DATABASE_DOCUMENT_NOT_EXIST', `document ${id} does not exist`);
  return encode(row) as object;
}

async function insert({ database, request, collection, now }: Call): Promise<object> {
  const body = jsonBody(request);
  if (!Array.isArray(body.data)) throw invalidParam('data must be an array');
  const docs = body.data.map((item) => optionalDocumentField(item, 'data', now) ?? {});
  return { insertedIds: await database.insert(collection, docs, transactionOf(body)) };
}

async function update({ database, request, collection, now }: Call): Promise<object> {
  const body = jsonBody(request);
  const data = optionalDocumentField(body.data, 'data', now) ?? {};
  const replace = body.replaceMode === true;
  // `doc().set` arrives as plain data without replaceMode: it merges.
  const isPlain = !Object.keys(data).some((key) => key.startsWith('$'));
  const result = await database.update(
    collection,
    {
      query: optionalDocumentField(body.query, 'query', now),
      data: isPlain && !replace ? { $set: data } : data,
      multi: body.multi === true,
      upsert: body.upsert === true,
      replace,
    },
    transactionOf(body),
  );
  return { matched: result.matched, updated: result.updated, upsert_id: result.upsertedId };
}

async function remove({ database, request, collection, now }: Call): Promise<object> {
  const body = jsonBody(request);
  const query = optionalDocumentField(body.query, 'query', now);
  return { deleted: await database.remove(collection, query, body.multi === true, transactionOf(body)) };
}

async function aggregate({ database, request, collection, now }: Call): Promise<object> {
  const body = jsonBody(request);
  refuseOutside('database.aggregate', body);
  if (!Array.isArray(body.pipeline)) throw invalidParam('pipeline must be an array');
  const pipeline = body.pipeline.map((stage) => optionalDocumentField(stage, 'stage', now) ?? {});
  return { list: (await database.aggregate(collection, pipeline)).map(encode) };
}

async function transactions(platform: Platform, rest: string): Promise<object> {
  const [id, step] = rest.split('/');
  if (!id) return { transactionId: platform.engine.startTransaction() };
  if (step === 'commit') await platform.engine.commit(id);
  else if (step === 'rollback') await platform.engine.abort(id);
  else throw new EngineError('NOT_FOUND', `the emulator does not know transactions/${rest}`);
  return {};
}

const OPERATIONS: Readonly<Record<string, (call: Call) => Promise<object>>> = {
  'GET documents': read,
  'POST documents': insert,
  'PATCH documents': update,
  'POST documents/remove': remove,
  'POST documents/aggregations': aggregate,
};

/** Answers the bare result, or throws the refusal. */
export async function gatewayDatabase(
  platform: Platform,
  identity: Identity | undefined,
  request: Request,
): Promise<object> {
  const rest = PREFIX.exec(request.path)?.[1] ?? '';
  platform.counters.countDatabase(`gateway ${request.method} ${rest.split('/')[0]}`);
  if (request.method === 'POST' && (rest === 'transactions' || rest.startsWith('transactions/'))) {
    return transactions(platform, rest.slice('transactions/'.length));
  }
  if (request.method === 'POST' && rest === 'collections') refuseCollection(jsonBody(request).collectionName);
  const [, collection, operation] = /^collections\/([^/]+)\/(.+)$/.exec(rest) ?? [];
  if (!collection || !operation) throw new EngineError('NOT_FOUND', `the emulator does not know ${request.path}`);
  const { now } = platform.clock;
  const call = { platform, database: databaseOf(platform, identity), request, collection, now };
  const run = OPERATIONS[`${request.method} ${operation}`];
  if (run) return run(call);
  const [, id] = /^documents\/(.+)$/.exec(operation) ?? [];
  if (request.method === 'GET' && id) return readOne(call, id);
  throw new EngineError('NOT_FOUND', `the emulator does not know ${request.method} ${request.path}`);
}
