/** One running watch: numbers its events, remembers them for a client that lost some. */
import { randomUUID } from 'node:crypto';
import type { Doc, DocId } from '../database/engine';
import { encodeRelaxed } from '../wire/ejson';
import { Window, type Order, type Step, type WatchEvent } from './window';

export interface WireEvent {
  readonly ID: number;
  readonly DataType: string;
  readonly QueueType: string;
  readonly DocID: DocId;
  readonly Doc: string;
  readonly UpdatedFields: string;
  readonly RemovedFields: string;
}

export interface WatchQuery {
  readonly collection: string;
  readonly query: Doc;
  readonly order: Order;
  readonly limit: number | undefined;
}

/** Batches kept for REBUILD_WATCH; a client further behind starts anew. */
const HISTORY_MAX = 500;

export class Watch {
  readonly queryId = `q${randomUUID().replaceAll('-', '')}`;
  currEvent = 0;
  private readonly window: Window;
  private readonly history: WireEvent[][] = [];

  constructor(
    readonly query: WatchQuery,
    docs: readonly Doc[],
  ) {
    this.window = new Window(docs, query.order, query.limit);
  }

  initEvents(): WireEvent[] {
    return this.window
      .docs()
      .map((doc) => wireEvent(this.currEvent, { dataType: 'init', queueType: 'init', id: doc._id as string, doc }));
  }

  /** Applies silently what happened while the first documents were being read. */
  catchUp(steps: readonly Step[]): void {
    this.window.apply(steps);
  }

  /** The next numbered batch, or nothing when the commit does not touch what is shown. */
  advance(steps: readonly Step[]): WireEvent[] {
    const events = this.window.apply(steps);
    if (events.length === 0) return [];
    this.currEvent += 1;
    const batch = events.map((event) => wireEvent(this.currEvent, event));
    this.history.push(batch);
    if (this.history.length > HISTORY_MAX) this.history.shift();
    return batch;
  }

  /** Everything after `eventId`; undefined when that is no longer kept. */
  since(eventId: number): WireEvent[] | undefined {
    const missed = this.currEvent - eventId;
    if (missed < 0 || missed > this.history.length) return undefined;
    return missed === 0 ? [] : this.history.slice(-missed).flat();
  }
}

function wireEvent(number: number, { dataType, queueType, id, doc }: WatchEvent): WireEvent {
  return {
    ID: number,
    DataType: dataType,
    QueueType: queueType,
    DocID: id,
    Doc: doc ? JSON.stringify(encodeRelaxed(doc)) : '',
    UpdatedFields: '',
    RemovedFields: '',
  };
}
