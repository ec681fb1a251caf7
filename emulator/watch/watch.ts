/** One running watch: numbers its events, remembers them for a client that lost some. */
import type { Doc } from '../database/engine';
import { newQueryId } from './queryId';
import { textLength, wireEvent, type WireEvent } from './wireEvent';
import { Window, type Order, type Step } from './window';

export interface WatchQuery {
  readonly collection: string;
  readonly query: Doc;
  readonly order: Order;
  readonly limit: number | undefined;
}

/** A watch that begins anew under the name its client knows, after the last event the client has seen. */
export interface Resumption {
  readonly queryId: string;
  readonly eventId: number;
}

/** Batches kept for REBUILD_WATCH, and their text; a client further behind starts anew. */
const HISTORY_MAX = 500;
const HISTORY_MAX_CHARACTERS = 4_000_000;

export class Watch {
  readonly queryId: string;
  currEvent: number;
  private readonly window: Window;
  private readonly history: WireEvent[][] = [];
  private historyCharacters = 0;

  constructor(
    readonly query: WatchQuery,
    docs: readonly Doc[],
    private readonly resumed?: Resumption,
  ) {
    this.queryId = resumed?.queryId ?? newQueryId(query);
    // A client takes only the event after its last: the fresh beginning is that one.
    this.currEvent = resumed ? resumed.eventId + 1 : 0;
    this.window = new Window(docs, query.order, query.limit);
  }

  /** How many documents match; with a limit fewer are shown. */
  get size(): number {
    return this.window.size;
  }

  initEvents(): WireEvent[] {
    const docs = this.window.docs();
    if (docs.length === 0 && this.resumed) return nothingLeft(this.currEvent);
    return docs.map((doc) => wireEvent(this.currEvent, initial(doc)));
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
    this.remember(batch);
    return batch;
  }

  /** Everything after `eventId`; undefined when that is no longer kept. */
  since(eventId: number): WireEvent[] | undefined {
    const missed = this.currEvent - eventId;
    if (missed < 0 || missed > this.history.length) return undefined;
    return missed === 0 ? [] : this.history.slice(-missed).flat();
  }

  private remember(batch: WireEvent[]): void {
    this.history.push(batch);
    this.historyCharacters += textLength(batch);
    while (this.history.length > HISTORY_MAX || this.historyCharacters > HISTORY_MAX_CHARACTERS) {
      const forgotten = this.history.shift();
      if (!forgotten) return;
      this.historyCharacters -= textLength(forgotten);
    }
  }
}

const initial = (doc: Doc) => ({ dataType: 'init', queueType: 'init', id: doc._id as string, doc }) as const;

/**
 * The SDK empties what it holds only for a first document: one that never was comes and goes. It overlooks an empty
 * batch, and would show documents that are gone.
 */
function nothingLeft(number: number): WireEvent[] {
  const phantom = { _id: '' };
  return [
    wireEvent(number, initial(phantom)),
    wireEvent(number, { dataType: 'remove', queueType: 'dequeue', id: phantom._id }),
  ];
}
