/** The database actions of `/admin`: documents travel as strings of canonical EJSON. */
import type { Doc, Engine } from '../database/engine';
import { decodeText, type Now } from './ejson';
import { ejsonText } from './ejsonText';
import { documentField, optionalDocumentField } from './documentField';
import { invalidParam, text } from './envelope';
import { wholeNumber } from './readOptions';
import { StoredPage } from './storedText';

export type Body = Readonly<Record<string, unknown>>;
type Action = (engine: Engine, body: Body, now: Now) => Promise<object>;

const READ_LIMIT_DEFAULT = 100;
const READ_LIMIT_MAX = 1000;

/** The transaction a request names. Shared with the browser's dialects. */
export function transactionOf({ transactionId: id }: Body): string | undefined {
  if (id === undefined || id === null || id === '') return undefined;
  if (typeof id !== 'string') throw invalidParam('transactionId must be a text');
  return id;
}

function orderOf(value: unknown, now: Now): readonly (readonly [string, 1 | -1])[] | undefined {
  const order = optionalDocumentField(value, 'order', now);
  if (!order) return undefined;
  return Object.entries(order).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw invalidParam(`order of ${field} must be 1 or -1`);
    return [field, direction] as const;
  });
}

const addCollection: Action = async (engine, body) => {
  await engine.createCollection(text(body, 'collectionName'));
  return {};
};

const insertDocument: Action = async (engine, body, now) => {
  const list = Array.isArray(body.data) ? body.data : [body.data];
  const docs = list.map((item) => documentField(item, 'data', now));
  const insertedIds = await engine.insert(text(body, 'collectionName'), docs, transactionOf(body));
  return { data: { insertedIds } };
};

const getDocument: Action = async (engine, body, now) => {
  const skip = wholeNumber(body.offset, 'offset') ?? 0;
  const limit = Math.min(wholeNumber(body.limit, 'limit') ?? READ_LIMIT_DEFAULT, READ_LIMIT_MAX);
  const options = {
    query: optionalDocumentField(body.query, 'query', now),
    order: orderOf(body.order, now),
    skip,
    limit,
    projection: optionalDocumentField(body.projection, 'projection', now),
  };
  const found = await engine.findStored(text(body, 'collectionName'), options, transactionOf(body));
  return { data: new StoredPage(found, limit, skip) };
};

const calculateDocument: Action = async (engine, body, now) => {
  const total = await engine.count(text(body, 'collectionName'), optionalDocumentField(body.query, 'query', now));
  return { data: { total } };
};

const modifyDocument: Action = async (engine, body, now) => {
  const collection = text(body, 'collectionName');
  const query = optionalDocumentField(body.query, 'query', now);
  if (!query) throw invalidParam('query is required: an update needs where() or doc()');
  const options = {
    query,
    update: documentField(body.data, 'data', now),
    multi: body.multi === true,
    upsert: body.upsert === true,
    replace: body.merge === false,
  };
  const result = await engine.update(collection, options, transactionOf(body));
  // A document set to what it already was counts as updated, an update that changes nothing does not.
  return { data: { updated: options.replace ? result.matched : result.updated, upsert_id: result.upsertedId } };
};

const modifyAndReturnDoc: Action = async (engine, body, now) => {
  const query = documentField(body.query, 'query', now);
  const update = documentField(body.data, 'data', now);
  const changed = await engine.updateAndReturn(text(body, 'collectionName'), query, update, transactionOf(body));
  return { data: { updated: changed ? 1 : 0, doc: changed ? ejsonText(changed) : null } };
};

const removeDocument: Action = async (engine, body, now) => {
  const query = optionalDocumentField(body.query, 'query', now);
  if (!query) throw invalidParam('query is required: a removal needs where() or doc()');
  const deleted = await engine.remove(text(body, 'collectionName'), query, body.multi === true, transactionOf(body));
  return { data: { deleted } };
};

/** The SDK's list of stages as a pipeline. Shared with the browser's dialect. */
export function pipelineOf(stages: unknown, now: Now): Doc[] {
  if (!Array.isArray(stages)) throw invalidParam('stages must be an array');
  return stages.map((given: unknown) => {
    if (typeof given !== 'object' || given === null) throw invalidParam('a stage must be an object');
    const stage = given as Body;
    return { [text(stage, 'stageKey')]: decodeText(stage.stageValue, now) };
  });
}

const aggregateDocuments: Action = async (engine, body, now) => {
  const rows = await engine.aggregateStored(text(body, 'collectionName'), pipelineOf(body.stages, now));
  return { data: { list: rows.map(ejsonText) } };
};

const startTransaction: Action = async (engine) => ({ transactionId: engine.startTransaction() });

const commitTransaction: Action = async (engine, body) => {
  await engine.commit(text(body, 'transactionId'));
  return {};
};

const abortTransaction: Action = async (engine, body) => {
  await engine.abort(text(body, 'transactionId'));
  return {};
};

export const ADMIN_DATABASE: ReadonlyMap<string, Action> = new Map(
  Object.entries({
    addCollection,
    insertDocument,
    getDocument,
    calculateDocument,
    modifyDocument,
    modifyAndReturnDoc,
    removeDocument,
    aggregateDocuments,
    startTransaction,
    commitTransaction,
    abortTransaction,
  }).map(([name, action]) => [`database.${name}`, action]),
);
