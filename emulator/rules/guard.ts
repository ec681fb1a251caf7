/** Asks the rules before a client touches anything. Functions never come here. */
import type { Identity } from '../auth/identity';
import { ownerOf } from '../auth/identity';
import { EngineError, type Doc, type Engine } from '../database/engine';
import type { FileInfo } from '../storage/files';
import { documentView, grants, UNKNOWN, type DocView, type Scope } from './evaluate';
import { branchesOf, fixedIds, TooManyBranches, viewOf, type Branch } from './queryFacts';
import type { Access, Ruleset } from './ruleset';
import type { Rule } from './syntax';

/** One evaluation may read so many documents with `get()`. */
const MAX_GET_DOCUMENTS = 10;
const NOTHING: DocView = { value: () => UNKNOWN };

type Auth = Readonly<Record<string, unknown>> | null;

function authOf(identity: Identity | undefined): Auth {
  return identity ? { ...identity } : null;
}

export function permissionDenied(what: string): EngineError {
  return new EngineError('DATABASE_PERMISSION_DENIED', `[OperationDenied] Permission denied: ${what}`);
}

/** How a query was admitted: for every document it can return, or for the documents of the moment. */
export type Admission = 'proved' | 'by-document';

export class Guard {
  constructor(
    private readonly engine: Engine,
    private readonly rules: Ruleset,
    private readonly now: () => number,
  ) {}

  /** Rules validate, they do not filter: a query passes when the rule holds for whatever it can return. */
  async checkQuery(identity: Identity | undefined, access: Access, target: Target): Promise<Admission> {
    const rule = this.rules.ofCollection(target.collection, access);
    const branches = this.branches(target.query);
    if (branches && (await this.holdsInAll(rule, branches, identity, target))) return 'proved';
    if (branches && fixedIds(branches) && (await this.holdsOnDocuments(rule, identity, target))) return 'by-document';
    throw permissionDenied(`${access} ${target.collection}`);
  }

  /** The condition on a query that a ready-made permission adds; with rules of one's own nothing is ever filtered. */
  ownOnly(identity: Identity | undefined, access: Access, collection: string): Doc | undefined {
    if (!identity || access === 'create' || !this.rules.limitsToOwn(collection, access)) return undefined;
    return { _openid: ownerOf(identity) };
  }

  async checkCreate(identity: Identity | undefined, collection: string, data: Doc): Promise<void> {
    const rule = this.rules.ofCollection(collection, 'create');
    const scope = this.scope(identity, documentView(data), data);
    if (!(await grants(rule, scope))) throw permissionDenied(`create ${collection}`);
  }

  /** For a watch on fixed documents: may this version of the document be seen? */
  mayRead(identity: Identity | undefined, collection: string, doc: Doc): Promise<boolean> {
    return grants(this.rules.ofCollection(collection, 'read'), this.scope(identity, documentView(doc)));
  }

  mayInvoke(identity: Identity | undefined, name: string): Promise<boolean> {
    return grants(this.rules.ofFunction(name), this.scope(identity, NOTHING));
  }

  /** A file that does not exist yet is judged as the caller's own. */
  mayTouchFile(
    identity: Identity | undefined,
    access: 'read' | 'write',
    path: string,
    info: FileInfo | undefined,
  ): Promise<boolean> {
    const owner = info ? info.owner : identity && ownerOf(identity);
    const resource = { path, openid: owner ?? null };
    return grants(this.rules.ofStorage(access), { ...this.scope(identity, NOTHING), resource });
  }

  private branches(query: Doc): readonly Branch[] | undefined {
    try {
      return branchesOf(query);
    } catch (error) {
      if (error instanceof TooManyBranches) return undefined;
      throw error;
    }
  }

  private async holdsInAll(
    rule: Rule,
    branches: readonly Branch[],
    identity: Identity | undefined,
    target: Target,
  ): Promise<boolean> {
    const get = this.reader();
    for (const branch of branches) {
      const scope = { ...this.scope(identity, viewOf(branch), target.data), get };
      if (!(await grants(rule, scope))) return false;
    }
    return true;
  }

  private async holdsOnDocuments(rule: Rule, identity: Identity | undefined, target: Target): Promise<boolean> {
    const docs = await this.engine.find(target.collection, { query: target.query }, target.transaction);
    for (const doc of docs) {
      if (!(await grants(rule, this.scope(identity, documentView(doc), target.data)))) return false;
    }
    return docs.length > 0;
  }

  private scope(identity: Identity | undefined, doc: DocView, data?: unknown): Scope {
    const request = data === undefined ? {} : { request: { data } };
    return { auth: authOf(identity), now: this.now(), doc, get: this.reader(), ...request };
  }

  /** `get()` of one evaluation, counting what it reads. */
  private reader(): (path: string) => Promise<unknown> {
    const read = new Map<string, unknown>();
    return async (path) => {
      const match = /^database\.([^.]+)\.(.+)$/.exec(path);
      if (!match) return UNKNOWN;
      if (!read.has(path) && read.size >= MAX_GET_DOCUMENTS) return UNKNOWN;
      if (!read.has(path)) {
        const [, collection, id] = match as unknown as [string, string, string];
        const found = this.engine.hasCollection(collection)
          ? await this.engine.find(collection, { query: { _id: id }, limit: 1 })
          : [];
        read.set(path, found[0] ?? null);
      }
      return read.get(path);
    };
  }
}

/** What a client wants to touch. `data` is what it sends, for `request.data`. */
export interface Target {
  readonly collection: string;
  readonly query: Doc;
  readonly data?: unknown;
  readonly transaction?: string;
}
