/** All running watches, fed by the engine's commits. A watch outlives its socket for a while: clients come back. */
import type { Identity } from '../auth/identity';
import type { Change, Commit, Doc, Engine } from '../database/engine';
import { EngineError } from '../database/engine';
import type { Admission, Guard } from '../rules/guard';
import { Watch, type WatchQuery, type WireEvent } from './watch';
import type { Step } from './window';

/** Real documentation speaks of 5000 records per watch. */
const DOCUMENTS_MAX = 5000;
const ORPHAN_LIFE_MS = 120_000;

/** Sends one batch; throws nothing. */
export type Deliver = (events: readonly WireEvent[]) => void;

export class Subscription {
  watch: Watch | undefined;
  /** Set while a client listens. */
  deliver: Deliver | undefined;
  private readonly early: Commit[] = [];
  private tail: Promise<void> = Promise.resolve();
  private orphaned: NodeJS.Timeout | undefined;

  constructor(
    readonly query: WatchQuery,
    private readonly identity: Identity | undefined,
    private readonly engine: Engine,
    private readonly guard: Guard,
    private readonly forget: (subscription: Subscription) => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Reads the first documents; commits that happen meanwhile are applied before anything is shown. */
  async begin(): Promise<Watch> {
    const { collection, query } = this.query;
    const admission = await this.guard.checkQuery(this.identity, 'read', { collection, query });
    this.visible = this.visibility(admission);
    const docs = await this.engine.aggregate(collection, [{ $match: query }]);
    const watch = new Watch(this.query, docs);
    // The list may grow while a rule reads documents: the loop sees what is added.
    for (const commit of this.early) watch.catchUp(await this.stepsOf(this.relevant(commit)));
    if (docs.length > DOCUMENTS_MAX) throw new EngineError('SYS_ERR', `more than ${DOCUMENTS_MAX} documents to watch`);
    this.watch = watch;
    return watch;
  }

  take(commit: Commit): void {
    if (!this.watch) {
      this.early.push(commit);
      return;
    }
    const changes = this.relevant(commit);
    if (changes.length === 0) return;
    // One commit after the other, even when a rule has to read documents in between.
    this.tail = this.tail.then(() => this.advance(changes)).catch(this.failed);
  }

  attach(deliver: Deliver): void {
    clearTimeout(this.orphaned);
    this.deliver = deliver;
  }

  /** The socket is gone; the client may come back and REBUILD_WATCH. */
  detach(): void {
    this.deliver = undefined;
    clearTimeout(this.orphaned);
    this.orphaned = setTimeout(() => this.forget(this), ORPHAN_LIFE_MS);
    this.orphaned.unref();
  }

  belongsTo(identity: Identity | undefined): boolean {
    return identity?.uid === this.identity?.uid;
  }

  end(): void {
    clearTimeout(this.orphaned);
    this.deliver = undefined;
    this.forget(this);
  }

  private visible: (change: Change) => Promise<Doc | null> = async () => null;

  private visibility(admission: Admission) {
    return async ({ after }: Change): Promise<Doc | null> => {
      if (!after || !this.engine.matches(after, this.query.query)) return null;
      if (admission === 'proved') return after;
      return (await this.guard.mayRead(this.identity, this.query.collection, after)) ? after : null;
    };
  }

  private relevant(commit: Commit): Change[] {
    return commit.changes.filter((change) => change.collection === this.query.collection);
  }

  private async stepsOf(changes: readonly Change[]): Promise<Step[]> {
    const steps: Step[] = [];
    for (const change of changes) steps.push([change, await this.visible(change)]);
    return steps;
  }

  private async advance(changes: readonly Change[]): Promise<void> {
    const events = this.watch?.advance(await this.stepsOf(changes)) ?? [];
    if (events.length > 0) this.deliver?.(events);
  }
}

export class WatchHub {
  private readonly subscriptions = new Set<Subscription>();
  private readonly byQueryId = new Map<string, Subscription>();
  private readonly stopListening: () => void;

  constructor(
    private readonly engine: Engine,
    private readonly guard: Guard,
    private readonly log: (line: string) => void,
  ) {
    this.stopListening = engine.onCommit((commit) => {
      for (const subscription of this.subscriptions) subscription.take(commit);
    });
  }

  async open(query: WatchQuery, identity: Identity | undefined): Promise<Subscription> {
    const forget = (gone: Subscription) => this.forget(gone);
    const failed = (error: unknown) => this.log(`watch on ${query.collection}: ${(error as Error).stack}`);
    const subscription = new Subscription(query, identity, this.engine, this.guard, forget, failed);
    this.subscriptions.add(subscription);
    try {
      const watch = await subscription.begin();
      this.byQueryId.set(watch.queryId, subscription);
      return subscription;
    } catch (error) {
      this.subscriptions.delete(subscription);
      throw error;
    }
  }

  find(queryId: string): Subscription | undefined {
    return this.byQueryId.get(queryId);
  }

  close(): void {
    this.stopListening();
    for (const subscription of [...this.subscriptions]) subscription.end();
  }

  private forget(subscription: Subscription): void {
    this.subscriptions.delete(subscription);
    if (subscription.watch) this.byQueryId.delete(subscription.watch.queryId);
  }
}
