/** All running watches, fed by the engine's commits in their order. */
import type { Identity } from '../auth/identity';
import type { Change, Commit } from '../database/engine';
import type { Platform } from '../platform';
import { Subscription } from './subscription';
import type { Resumption, WatchQuery } from './watch';
import { WatcherIndex } from './watcherIndex';

export class WatchHub {
  private readonly watchers = new WatcherIndex<Subscription>();
  private readonly byQueryId = new Map<string, Subscription>();
  private readonly stopListening: () => void;

  constructor(private readonly platform: Pick<Platform, 'engine' | 'guard' | 'rules' | 'log'>) {
    this.stopListening = platform.engine.onCommit((commit) => this.tell(commit));
  }

  async open(query: WatchQuery, identity: Identity | undefined, resumed?: Resumption): Promise<Subscription> {
    const { engine, guard, rules, log } = this.platform;
    const forget = (gone: Subscription) => this.forget(gone);
    const subscription = new Subscription(query, identity, { engine, guard, rules, log, forget });
    this.watchers.add(subscription, query.collection, query.query);
    try {
      const watch = await subscription.begin(resumed);
      this.byQueryId.set(watch.queryId, subscription);
      return subscription;
    } catch (error) {
      this.watchers.remove(subscription);
      throw error;
    }
  }

  find(queryId: string): Subscription | undefined {
    return this.byQueryId.get(queryId);
  }

  close(): void {
    this.stopListening();
    for (const subscription of [...this.watchers.all()]) subscription.end();
  }

  private tell(commit: Commit): void {
    const concerned = new Map<Subscription, Change[]>();
    for (const change of commit.changes) {
      for (const subscription of this.watchers.concernedBy(change)) {
        const changes = concerned.get(subscription);
        if (changes) changes.push(change);
        else concerned.set(subscription, [change]);
      }
    }
    for (const [subscription, changes] of concerned) subscription.take(changes);
  }

  private forget(subscription: Subscription): void {
    this.watchers.remove(subscription);
    const queryId = subscription.watch?.queryId;
    if (queryId !== undefined && this.byQueryId.get(queryId) === subscription) this.byQueryId.delete(queryId);
  }
}
