/** The documents a watch shows: all that match, in order, cut at the limit. Says what a commit changes in it. */
import type { Change, Doc, DocId } from '../database/engine';
import { sortDocs } from '../database/read/sort';

export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

/** One step of a snapshot, as the client applies it. `doc` is absent when something leaves. */
export interface WatchEvent {
  readonly dataType: 'init' | 'add' | 'replace' | 'update' | 'remove' | 'limit';
  readonly queueType: 'init' | 'enqueue' | 'dequeue' | 'update';
  readonly id: DocId;
  readonly doc?: Doc;
  /** What the client holds of a document that is updated. */
  readonly previous?: Doc;
}

/** One document's step, and what the watch may see of it afterwards: null when it no longer matches. */
export type Step = readonly [Change, Doc | null];

export class Window {
  /** Everything that matches, in the order it was found or came in. */
  private readonly matching = new Map<DocId, Doc>();
  /** With a limit: which of them are shown. */
  private shown: ReadonlySet<DocId> = new Set();

  constructor(
    docs: readonly Doc[],
    private readonly order: Order,
    private readonly limit: number | undefined,
  ) {
    for (const doc of docs) this.matching.set(doc._id as DocId, doc);
    if (limit !== undefined) this.shown = new Set(this.visible());
  }

  get size(): number {
    return this.matching.size;
  }

  docs(): Doc[] {
    return this.visible().map((id) => this.matching.get(id) as Doc);
  }

  /** Takes the steps of one commit, each document at most once. */
  apply(steps: readonly Step[]): WatchEvent[] {
    const was =
      this.limit === undefined
        ? new Set(steps.map(([{ id }]) => id).filter((id) => this.matching.has(id)))
        : this.shown;
    for (const [{ id }, after] of steps) {
      if (after) this.matching.set(id, after);
      else this.matching.delete(id);
    }
    if (this.limit === undefined) return this.ownEvents(steps, was, this.matching);
    this.shown = new Set(this.visible());
    const changed = new Set(steps.map(([{ id }]) => id));
    const left = [...was].filter((id) => !changed.has(id) && !this.shown.has(id));
    const came = [...this.shown].filter((id) => !changed.has(id) && !was.has(id));
    return [
      ...left.map((id): WatchEvent => ({ dataType: 'limit', queueType: 'dequeue', id })),
      ...this.ownEvents(steps, was, this.shown),
      ...came.map((id): WatchEvent => ({ dataType: 'limit', queueType: 'enqueue', id, doc: this.matching.get(id) })),
    ];
  }

  private ownEvents(steps: readonly Step[], was: ReadonlySet<DocId>, is: { has(id: DocId): boolean }): WatchEvent[] {
    return steps.flatMap(
      ([change, after]) => this.ownEvent(change, after, was.has(change.id), is.has(change.id)) ?? [],
    );
  }

  private ownEvent(change: Change, after: Doc | null, was: boolean, is: boolean): WatchEvent | undefined {
    const { id } = change;
    if (is && after) {
      if (was) return changedEvent(change, after);
      return { dataType: change.before ? 'update' : 'add', queueType: 'enqueue', id, doc: after };
    }
    if (!was) return undefined;
    if (change.after === null) return { dataType: 'remove', queueType: 'dequeue', id };
    return { dataType: after ? 'limit' : 'update', queueType: 'dequeue', id };
  }

  private visible(): DocId[] {
    if (this.order.length === 0) return [...this.matching.keys()].slice(0, this.limit);
    const sorted = sortDocs([...this.matching.values()], this.order);
    return sorted.slice(0, this.limit).map(({ _id: id }) => id as DocId);
  }
}

/** `set` replaces a document, `update` changes fields of it: the client hears which. */
function changedEvent({ id, before, replaced }: Change, doc: Doc): WatchEvent {
  if (replaced || !before) return { dataType: 'replace', queueType: 'update', id, doc };
  return { dataType: 'update', queueType: 'update', id, doc, previous: before };
}
