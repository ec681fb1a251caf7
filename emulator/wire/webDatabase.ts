/** The database actions of `/web`: plain objects in, relaxed rows out, transactions with their own names. */
import { EngineError } from '../database/engine';
import { pipelineOf, transactionOf, type Body } from './adminDatabase';
import { refuseCollection, type ClientDatabase } from './clientDatabase';
import { documentField, optionalDocumentField } from './documentField';
import { encodeRelaxed, encodeText, type Now } from './ejson';
import { text } from './envelope';
import { orderOfList, wholeNumber } from './readOptions';

type Action = (database: ClientDatabase, body: Body, now: Now) => Promise<object>;

function findOptions(body: Body, now: Now) {
  return {
    query: optionalDocumentField(body.query, 'query', now),
    order: orderOfList(body.order),
    skip: wholeNumber(body.offset, 'offset') ?? 0,
    limit: Math.min(wholeNumber(body.limit, 'limit') ?? 100, 1000),
    projection: optionalDocumentField(body.projection, 'projection', now),
  };
}

const queryDocument: Action = async (database, body, now) => {
  const options = findOptions(body, now);
  const rows = await database.find(text(body, 'collectionName'), options, transactionOf(body));
  return { data: { list: rows.map(encodeRelaxed), limit: options.limit, offset: options.skip } };
};

const countDocument: Action = async (database, body, now) => {
  return {
    data: {
      total: await database.count(text(body, 'collectionName'), optionalDocumentField(body.query, 'query', now)),
    },
  };
};

const addDocument: Action = async (database, body, now) => {
  const list = Array.isArray(body.data) ? body.data : [body.data];
  const docs = list.map((item) => documentField(item, 'data', now));
  const insertedIds = await database.insert(text(body, 'collectionName'), docs, transactionOf(body));
  return { data: Array.isArray(body.data) ? { insertedIds } : { _id: insertedIds[0], insertedIds } };
};

const updateDocument: Action = async (database, body, now) => {
  const replace = body.merge === false;
  const change = {
    query: optionalDocumentField(body.query, 'query', now),
    data: documentField(body.data, 'data', now),
    multi: body.multi === true,
    upsert: body.upsert === true,
    replace,
  };
  const result = await database.update(text(body, 'collectionName'), change, transactionOf(body));
  const updated = replace ? result.matched : result.updated;
  return { data: { updated, upserted_id: result.upsertedId, upsert_id: result.upsertedId } };
};

const deleteDocument: Action = async (database, body, now) => {
  const query = optionalDocumentField(body.query, 'query', now);
  const collection = text(body, 'collectionName');
  return { data: { deleted: await database.remove(collection, query, body.multi === true, transactionOf(body)) } };
};

const aggregate: Action = async (database, body, now) => {
  const rows = await database.aggregate(text(body, 'collectionName'), pipelineOf(body.stages, now));
  return { data: { list: JSON.stringify(rows.map(encodeText)) } };
};

const addCollection: Action = async (_database, body) => refuseCollection(body.collectionName);

const getInTransaction: Action = async (database, body, now) => {
  const rows = await database.find(text(body, 'collectionName'), findOptions(body, now), text(body, 'transactionId'));
  // A document is asked for by its id, a query otherwise: the SDK reads the two differently.
  const isDocument = Object.keys((body.query ?? {}) as object).join() === '_id' && body.limit === undefined;
  if (isDocument) return { data: rows[0] ? encodeText(rows[0]) : 'null' };
  return { data: { list: rows.map(encodeRelaxed) } };
};

const updateDocInTransaction: Action = async (database, body, now) => {
  const data = documentField(body.data, 'data', now);
  const replace = !Object.keys(data).some((key) => key.startsWith('$'));
  const result = await database.update(
    text(body, 'collectionName'),
    {
      query: optionalDocumentField(body.query, 'query', now),
      data,
      multi: false,
      upsert: body.upsert === true,
      replace,
    },
    text(body, 'transactionId'),
  );
  const upserted = result.upsertedId === null ? {} : { upserted: JSON.stringify([{ _id: result.upsertedId }]) };
  return { updated: JSON.stringify(replace ? result.matched : result.updated), ...upserted };
};

const deleteDocInTransaction: Action = async (database, body, now) => {
  const query = optionalDocumentField(body.query, 'query', now);
  const deleted = await database.remove(text(body, 'collectionName'), query, false, text(body, 'transactionId'));
  return { deleted: JSON.stringify(deleted) };
};

const insertDocInTransaction: Action = async (database, body, now) => {
  const given = documentField(body.data, 'data', now);
  const withId = body._id === undefined ? given : { ...given, _id: body._id };
  const ids = await database.insert(text(body, 'collectionName'), [withId], text(body, 'transactionId'));
  if (ids.length !== 1) throw new EngineError('DATABASE_REQUEST_FAILED', '[FailedOperation.Insert] nothing inserted');
  return { inserted: '1', ok: '1', _id: ids[0] };
};

export const WEB_DATABASE: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    queryDocument,
    countDocument,
    addDocument,
    updateDocument,
    deleteDocument,
    aggregate,
    addCollection,
    getInTransaction,
    updateDocInTransaction,
    deleteDocInTransaction,
    insertDocInTransaction,
  }).map(([name, action]) => [`database.${name}`, action]),
);
