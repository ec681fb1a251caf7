/** The database as clients see it: every call passes the rules, and what they create carries their mark `_openid`. */
import { ownerOf, type Identity } from '../auth/identity';
import {
  EngineError,
  type Doc,
  type DocId,
  type Engine,
  type FindOptions,
  type UpdateResult,
} from '../database/engine';
import { permissionDenied, type Guard } from '../rules/guard';
import { invalidParam } from './envelope';
import { requestDataOf } from './requestData';

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
    const fields = (value ?? {}) as Doc;
    return key === '$rename' ? [...Object.keys(fields), ...Object.values(fields).map(String)] : Object.keys(fields);
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

  async find(collection: string, options: FindOptions, transaction?: string): Promise<Doc[]> {
    const query = this.query(options.query);
    await this.guard.checkQuery(this.identity, 'read', { collection, query, transaction });
    return this.engine.find(collection, { ...options, query }, transaction);
  }

  async count(collection: string, given: Doc | undefined): Promise<number> {
    const query = this.query(given);
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
    const query = this.query(change.query);
    const existing = await this.engine.find(collection, { query, limit: 1 }, transaction);
    if (change.upsert && existing.length === 0) return this.create(collection, query, change, transaction);
    const data = requestDataOf(change.data);
    await this.guard.checkQuery(this.identity, 'update', { collection, query, data, transaction });
    const owner = existing[0]?._openid;
    const update = change.replace && owner !== undefined ? { ...change.data, _openid: owner } : change.data;
    return this.engine.update(collection, { query, update, multi: change.multi, replace: change.replace }, transaction);
  }

  async remove(collection: string, given: Doc | undefined, multi: boolean, transaction?: string): Promise<number> {
    if (!given) throw invalidParam('query is required: a removal needs where() or doc()');
    const query = this.query(given);
    await this.guard.checkQuery(this.identity, 'delete', { collection, query, transaction });
    return this.engine.remove(collection, query, multi, transaction);
  }

  /** The leading `$match` is the query that must prove the rule; a collection looked up must be open on its own. */
  async aggregate(collection: string, pipeline: readonly Doc[]): Promise<Doc[]> {
    const stages = personalised(pipeline, this.identity) as Doc[];
    const match = stages[0]?.$match;
    const query = (match ?? {}) as Doc;
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
    const fields = Object.keys(change.data).some((key) => key.startsWith('$')) ? change.data.$set : change.data;
    const id = idOf(query);
    const [upsertedId] = await this.insert(collection, [{ ...(fields as Doc), ...id }], transaction);
    return { matched: 0, updated: 0, upsertedId: upsertedId ?? null };
  }
}

/** `doc(id).set` names its document as `{_id: id}` or `{_id: {$eq: id}}`. */
function idOf(query: Doc): { _id?: unknown } {
  const id = query._id;
  if (id === undefined) return {};
  return { _id: id !== null && typeof id === 'object' && '$eq' in id ? id.$eq : id };
}

function foreignCollections(stages: readonly Doc[]): string[] {
  return stages.flatMap((stage) => {
    const [name, value] = Object.entries(stage)[0] ?? [];
    if (name === '$facet') return Object.values(value as Doc).flatMap((inner) => foreignCollections(inner as Doc[]));
    if (name !== '$lookup' && name !== '$graphLookup' && name !== '$unionWith') return [];
    const { from, coll, pipeline } = value as { from?: string; coll?: string; pipeline?: Doc[] };
    const named = from ?? coll ?? (typeof value === 'string' ? value : undefined);
    if (named === undefined) throw new EngineError('INVALID_PARAM', `${name} names no collection`);
    return [named, ...foreignCollections(pipeline ?? [])];
  });
}

/** Clients never make collections: that is the console's or the deployment's work. */
export function refuseCollection(name: unknown): never {
  throw permissionDenied(`create collection ${String(name)}`);
}
