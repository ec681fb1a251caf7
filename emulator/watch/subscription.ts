/** One watch on the server: what it may show, and to whom. It outlives its socket for a while: clients come back. */
import type { Identity } from '../auth/identity';
import { EngineError, type Change, type Doc, type Engine } from '../database/engine';
import type { Admission, Guard } from '../rules/guard';
import type { Ruleset } from '../rules/ruleset';
import type { Rule } from '../rules/syntax';
import { Watch, type Resumption, type WatchQuery } from './watch';
import type { WireEvent } from './wireEvent';
import type { Step } from './window';

/** Real documentation speaks of 5000 records per watch. */
const DOCUMENTS_MAX = 5000;
const ORPHAN_LIFE_MS = 120_000;

/** The client's side of a watch; throws nothing. */
export interface Listener {
  deliver(events: readonly WireEvent[]): void;
  /** The watch is over. */
  refuse(error: EngineError): void;
}

export interface Surroundings {
  readonly engine: Engine;
  readonly guard: Guard;
  readonly rules: Ruleset;
  readonly log: (line: string) => void;
  readonly forget: (subscription: Subscription) => void;
}

const tooMany = () => new EngineError('SYS_ERR', `more than ${DOCUMENTS_MAX} documents to watch`);

export class Subscription {
  watch: Watch | undefined;
  private listener: Listener | undefined;
  private early: Change[][] = [];
  private admission: Admission = 'by-document';
  /** The rule that admitted it. */
  private rule: Rule | undefined;
  /** What must happen one after the other because a rule reads documents in between. */
  private tail: Promise<void> = Promise.resolve();
  private queued = 0;
  private orphaned: NodeJS.Timeout | undefined;

  constructor(
    readonly query: WatchQuery,
    private readonly identity: Identity | undefined,
    private readonly around: Surroundings,
  ) {}

  /** Reads the first documents; commits that happen meanwhile are applied before anything is shown. */
  async begin(resumed?: Resumption): Promise<Watch> {
    const { collection, query } = this.query;
    await this.admit();
    const docs = await this.around.engine.aggregate(collection, [{ $match: query }]);
    const watch = new Watch(this.query, docs, resumed);
    // The list may grow while a rule reads documents: the loop sees what is added.
    for (const changes of this.early) watch.catchUp(await this.stepsOf(changes));
    if (watch.size > DOCUMENTS_MAX) throw tooMany();
    this.early = [];
    this.watch = watch;
    return watch;
  }

  /** The changes of one commit that concern it. */
  take(changes: Change[]): void {
    if (!this.watch) return void this.early.push(changes);
    if (this.queued === 0 && this.admission === 'proved' && !this.hasNewRule()) {
      return this.advance(changes.map((change): Step => [change, this.matching(change)]));
    }
    this.enqueue(async () => {
      if (this.hasNewRule()) await this.admit();
      this.advance(await this.stepsOf(changes));
    });
  }

  /** Asked now and then also while nothing happens: may it go on under the rules of today? */
  review(): void {
    if (this.watch && this.queued === 0 && this.hasNewRule()) this.enqueue(() => this.admit());
  }

  attach(listener: Listener): void {
    clearTimeout(this.orphaned);
    this.listener = listener;
  }

  /** The socket is gone; the client may come back and REBUILD_WATCH. */
  detach(listener: Listener | undefined): void {
    if (this.listener !== listener) return; // it has come back already, by another socket
    this.listener = undefined;
    clearTimeout(this.orphaned);
    this.orphaned = setTimeout(() => this.around.forget(this), ORPHAN_LIFE_MS);
    this.orphaned.unref();
  }

  belongsTo(identity: Identity | undefined): boolean {
    return identity?.uid === this.identity?.uid;
  }

  end(): void {
    clearTimeout(this.orphaned);
    this.listener = undefined;
    this.around.forget(this);
  }

  private hasNewRule(): boolean {
    return this.around.rules.ofCollection(this.query.collection, 'read') !== this.rule;
  }

  private async admit(): Promise<void> {
    const { collection, query } = this.query;
    this.rule = this.around.rules.ofCollection(collection, 'read');
    this.admission = await this.around.guard.checkQuery(this.identity, 'read', { collection, query });
  }

  private matching({ after }: Change): Doc | null {
    return after && this.around.engine.matches(after, this.query.query) ? after : null;
  }

  private async stepsOf(changes: readonly Change[]): Promise<Step[]> {
    const steps: Step[] = [];
    for (const change of changes) steps.push([change, await this.visible(change)]);
    return steps;
  }

  private async visible(change: Change): Promise<Doc | null> {
    const doc = this.matching(change);
    if (!doc || this.admission === 'proved') return doc;
    return (await this.around.guard.mayRead(this.identity, this.query.collection, doc)) ? doc : null;
  }

  private enqueue(work: () => Promise<void>): void {
    this.queued += 1;
    this.tail = this.tail
      .then(work)
      .catch((error: unknown) => this.fail(error))
      .finally(() => (this.queued -= 1));
  }

  private advance(changes: readonly Step[]): void {
    const events = this.watch?.advance(changes) ?? [];
    if (events.length > 0) this.listener?.deliver(events);
    if (this.watch && this.watch.size > DOCUMENTS_MAX) this.fail(tooMany());
  }

  private fail(error: unknown): void {
    const isRefusal = error instanceof EngineError;
    if (!isRefusal) this.around.log(`watch on ${this.query.collection}: ${(error as Error).stack}`);
    this.listener?.refuse(isRefusal ? error : new EngineError('SYS_ERR', 'the watch has failed'));
    this.end();
  }
}
