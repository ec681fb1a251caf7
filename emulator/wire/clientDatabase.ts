/** The database as clients see it: every call passes the rules, and what they create carries their mark `_openid`. */
import { ownerOf, type Identity } from '../auth/identity';
import type { Doc, DocId, Engine, FindOptions, UpdateResult } from '../database/engine';
import { permissionDenied, type Guard } from '../rules/guard';
import type { Access } from '../rules/ruleset';
import { invalidParam } from './envelope';
import { requestDataOf } from './requestData';

const isPlainObject = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** What is malformed proves nothing; the engine will refuse it in its own words. */
const asDoc = (value: unknown): Doc => (isPlainObject(value) ? value : {});

export interface ClientUpdate {
  readonly query: Doc | undefined;
  readonly data: Doc;
  readonly multi: boolean;
  readonly upsert: boolean;
  /** `data` is the whole document. */
  readonly replace: boolean;
}

/** `'{openid}'` and `'{uid}'` in a query stand for the caller. */
function personalised(value: unknown, identity: Identity | undefined): unknown {
  if (value === '{openid}') return identity ? ownerOf(identity) : value;
  if (value === '{uid}') return identity ? identity.uid : value;
  if (Array.isArray(value)) return value.map((item) => personalised(item, identity));
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, personalised(item, identity)]));
}

/** Field names an update touches; a rename touches the new name too. */
function touched(data: Doc): string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    if (!key.startsWith('$')) return [key];
    const fields = asDoc(value);
    const renamed = key === '$rename' ? Object.values(fields).filter((name) => typeof name === 'string') : [];
    return [...Object.keys(fields), ...renamed];
  });
}

function refuseOwner(data: Doc): void {
  const isOwner = (name: string) => name === '_openid' || name.startsWith('_openid.');
  if (touched(data).some(isOwner)) throw invalidParam('Invalid Key Name: _openid');
}

export class ClientDatabase {
  constructor(
    private readonly engine: Engine,
    private readonly guard: Guard,
    readonly identity: Identity | undefined,
  ) {}

  query(query: Doc | undefined): Doc {
    return personalised(query ?? {}, this.identity) as Doc;
  }

  /** What the caller reads of a collection: also where a watch begins. */
  readQuery(collection: string, given: Doc | undefined): Doc {
    return this.limited('read', collection, this.query(given));
  }

  /** The caller's query, with the condition that a ready-made permission adds by itself. */
  private limited(access: Access, collection: string, query: Doc): Doc {
    const own = this.guard.ownOnly(this.identity, access, collection);
    return own ? { $and: [query, own] } : query;
  }

  async find(collection: string, options: FindOptions, transaction?: string): Promise<Doc[]> {
    const query = this.readQuery(collection, options.query);
    await this.guard.checkQuery(this.identity, 'read', { collection, query, transaction });
    return this.engine.find(collection, { ...options, query }, transaction);
  }

  async count(collection: string, given: Doc | undefined): Promise<number> {
    const query = this.readQuery(collection, given);
    await this.guard.checkQuery(this.identity, 'read', { collection, query });
    return this.engine.count(collection, query);
  }

  async insert(collection: string, docs: readonly Doc[], transaction?: string): Promise<DocId[]> {
    if (!this.engine.hasCollection(collection)) return this.engine.insert(collection, docs, transaction);
    const owned = docs.map((doc) => {
      refuseOwner(doc);
      return this.identity ? { ...doc, _openid: ownerOf(this.identity) } : doc;
    });
    for (const doc of owned) await this.guard.checkCreate(this.identity, collection, doc);
    return this.engine.insert(collection, owned, transaction);
  }

  async update(collection: string, change: ClientUpdate, transaction?: string): Promise<UpdateResult> {
    if (!change.query) throw invalidParam('query is required: an update needs where() or doc()');
    refuseOwner(change.data);
    const asked = this.query(change.query);
    const existing = await this.engine.find(collection, { query: asked, limit: 1 }, transaction);
    if (change.upsert && existing.length === 0) return this.create(collection, asked, change, transaction);
    const query = this.limited('update', collection, asked);
    const data = requestDataOf(change.data);
    await this.guard.checkQuery(this.identity, 'update', { collection, query, data, transaction });
    const owner = existing[0]?._openid;
    const update = change.replace && owner !== undefined ? { ...change.data, _openid: owner } : change.data;
    return this.engine.update(collection, { query, update, multi: change.multi, replace: change.replace }, transaction);
  }

  async remove(collection: string, given: Doc | undefined, multi: boolean, transaction?: string): Promise<number> {
    if (!given) throw invalidParam('query is required: a removal needs where() or doc()');
    const query = this.limited('delete', collection, this.query(given));
    await this.guard.checkQuery(this.identity, 'delete', { collection, query, transaction });
    return this.engine.remove(collection, query, multi, transaction);
  }

  /** The first stage's query must prove the rule; a collection looked up must be open on its own. */
  async aggregate(collection: string, pipeline: readonly Doc[]): Promise<Doc[]> {
    const own = this.guard.ownOnly(this.identity, 'read', collection);
    const stages = matchingAlso(personalised(pipeline, this.identity) as Doc[], own);
    const query = firstQuery(stages[0]);
    await this.guard.checkQuery(this.identity, 'read', { collection, query });
    for (const other of foreignCollections(stages)) {
      await this.guard.checkQuery(this.identity, 'read', { collection: other, query: {} });
    }
    return this.engine.aggregate(collection, stages);
  }

  private async create(
    collection: string,
    query: Doc,
    change: ClientUpdate,
    transaction?: string,
  ): Promise<UpdateResult> {
    const doc = { ...wholeDocument(change.data), ...idOf(query) };
    const [upsertedId] = await this.insert(collection, [doc], transaction);
    return { matched: 0, updated: 0, upsertedId: upsertedId ?? null };
  }
}

/** What a client creates by `set`: the document itself, or in the gateway's words `{$set: document}`. */
function wholeDocument(data: Doc): Doc {
  const other = Object.keys(data).find((key) => key.startsWith('$') && key !== '$set');
  if (other !== undefined) throw invalidParam(`the emulator does not create a client's document from ${other}`);
  return requestDataOf(data);
}

/** `doc(id).set` names its document as `{_id: id}` or `{_id: {$eq: id}}`. */
function idOf(query: Doc): { _id?: unknown } {
  const id = query._id;
  if (id === undefined) return {};
  return { _id: id !== null && typeof id === 'object' && '$eq' in id ? id.$eq : id };
}

const firstQuery = (stage: Doc | undefined): Doc => asDoc(stage?.$match ?? asDoc(stage?.$geoNear).query);

/** `$geoNear` must stay the first stage, so there the condition goes into its own query. */
function matchingAlso(stages: Doc[], own: Doc | undefined): Doc[] {
  if (!own) return stages;
  const [first, ...rest] = stages;
  if (first && '$geoNear' in first) {
    return [{ $geoNear: { ...asDoc(first.$geoNear), query: { $and: [firstQuery(first), own] } } }, ...rest];
  }
  return first && '$match' in first
    ? [{ $match: { $and: [first.$match, own] } }, ...rest]
    : [{ $match: own }, ...stages];
}

/** The collections that stages read besides their own, whatever else may be wrong with the stages. */
function foreignCollections(stages: unknown): string[] {
  if (!Array.isArray(stages)) return [];
  return stages.flatMap((stage: unknown) =>
    Object.entries(asDoc(stage)).flatMap(([name, argument]) => {
      if (name === '$facet') return Object.values(asDoc(argument)).flatMap(foreignCollections);
      if (name !== '$lookup' && name !== '$graphLookup' && name !== '$unionWith') return [];
      const { from, coll, pipeline } = asDoc(argument);
      const named = [from, coll, argument].filter((one) => typeof one === 'string');
      return [...named, ...foreignCollections(pipeline)];
    }),
  );
}

/** Clients never make collections: that is the console's or the deployment's work. */
export function refuseCollection(name: unknown): never {
  throw permissionDenied(typeof name === 'string' ? `create collection ${name}` : 'create collection');
}
