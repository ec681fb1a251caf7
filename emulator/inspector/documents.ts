/** Reading and changing documents by hand. No rules apply: the developer is the owner of the environment. */
import type { Doc, DocId, FindOptions } from '../database/engine';
import { EngineError } from '../database/engine';
import { decode } from '../wire/ejson';
import { documentField, optionalDocumentField } from '../wire/documentField';
import { invalidParam, text } from '../wire/envelope';
import { wholeNumber } from '../wire/readOptions';
import type { Body, Endpoint, InspectorContext } from './context';
import { readable } from './readable';

const PAGE_DEFAULT = 20;
const PAGE_MAX = 200;
const AGGREGATE_ROWS_MAX = 500;

/** `{field: 1 | -1}`, in the order it is written. */
function orderOf(given: Doc | undefined): FindOptions['order'] {
  return Object.entries(given ?? {}).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw invalidParam(`order of ${field} must be 1 or -1`);
    return [field, direction] as const;
  });
}

function findOptions(body: Body, now: () => number): FindOptions {
  return {
    query: optionalDocumentField(body.query, 'query', now) ?? {},
    order: orderOf(optionalDocumentField(body.order, 'order', now)),
    projection: optionalDocumentField(body.projection, 'projection', now),
    skip: wholeNumber(body.skip, 'skip') ?? 0,
    limit: Math.min(wholeNumber(body.limit, 'limit') ?? PAGE_DEFAULT, PAGE_MAX),
  };
}

/** A query by nearness cannot be counted; then there is no total. */
async function totalOf({ platform }: InspectorContext, collection: string, query: Doc): Promise<number | null> {
  try {
    return await platform.engine.count(collection, query);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

export const listCollections: Endpoint = async ({ platform: { engine } }) => {
  const names = engine.collections().sort();
  const rows = names.map(async (name) => ({
    name,
    count: await engine.count(name),
    indexes: engine.indexes(name),
  }));
  return { collections: await Promise.all(rows) };
};

export const createCollection: Endpoint = async ({ platform }, body) => {
  await platform.engine.createCollection(text(body, 'collection'));
  return {};
};

export const find: Endpoint = async (context, body) => {
  const { engine, clock } = context.platform;
  const collection = text(body, 'collection');
  const options = findOptions(body, clock.now);
  const began = performance.now();
  const documents = await engine.find(collection, options);
  const tookMs = performance.now() - began;
  return {
    documents: documents.map(readable),
    total: await totalOf(context, collection, options.query ?? {}),
    plan: await engine.explain(collection, options),
    tookMs,
  };
};

export const aggregate: Endpoint = async ({ platform: { engine, clock } }, body) => {
  const pipeline: unknown = decode(body.pipeline, clock.now);
  if (!Array.isArray(pipeline)) throw invalidParam('the pipeline must be an array of stages');
  const began = performance.now();
  const rows = await engine.aggregate(text(body, 'collection'), pipeline as Doc[]);
  const tookMs = performance.now() - began;
  return { rows: rows.slice(0, AGGREGATE_ROWS_MAX).map(readable), total: rows.length, tookMs };
};

export const insert: Endpoint = async ({ platform: { engine, clock } }, body) => {
  const [id] = await engine.insert(text(body, 'collection'), [documentField(body.document, 'document', clock.now)]);
  return { id: readable(id) };
};

/** Replaces the whole document, or refuses when somebody else removed it meanwhile. */
export const replace: Endpoint = async ({ platform: { engine, clock } }, body) => {
  const id = decode(body.id, clock.now) as DocId;
  const { _id, ...update } = documentField(body.document, 'document', clock.now);
  if (JSON.stringify(_id) !== JSON.stringify(id)) throw invalidParam('the _id of a document cannot be changed');
  const options = { query: { _id: id }, update, replace: true };
  const { matched } = await engine.update(text(body, 'collection'), options);
  if (matched === 0) throw new EngineError('DATABASE_DOCUMENT_NOT_EXIST', 'the document is not there any more');
  return {};
};

export const remove: Endpoint = async ({ platform: { engine, clock } }, body) => {
  const id = decode(body.id, clock.now) as DocId;
  return { deleted: await engine.remove(text(body, 'collection'), { _id: id }, false) };
};
