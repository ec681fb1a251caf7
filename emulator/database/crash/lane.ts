import type { Doc, IndexSpec } from '../engine';
import type { Order, Step } from './order';
import type { Random } from '../../testing/random';
import { canonical, type State } from './state';

/** An order and what a lane's part of the database is once it is carried out. */
export interface Planned {
  readonly order: Order;
  readonly after: State;
  /** The engine must refuse it. */
  readonly isRefused?: boolean;
}

const maxDocs = 12;
const shelves = ['things', 'others'] as const;

/**
 * One of several clients that write at the same time. It changes only documents of its own, one order after the other, so
 * at a kill its part must be as before or as after its only unanswered order. Plans are made from a document model so
 * simple that it needs no engine.
 */
export class Lane {
  private docs = new Map<string, Doc>();
  private rest = new Map<string, string>();
  private before: { docs: Map<string, Doc>; rest: Map<string, string> } | undefined;
  private count = 0;

  constructor(
    readonly name: string,
    private readonly random: Random,
  ) {}

  get state(): State {
    return new Map([...this.rest, ...[...this.docs].map(([key, doc]) => [key, canonical(doc)] as const)]);
  }

  /** The last order turned out not to have happened. */
  takeBack(): void {
    if (!this.before) throw new Error('nothing was planned');
    ({ docs: this.docs, rest: this.rest } = this.before);
    this.before = undefined;
  }

  plan(): Planned {
    this.before = { docs: new Map(this.docs), rest: new Map(this.rest) };
    const kinds = [
      ...[this.insert, this.insert, this.update, this.update, this.updateAll, this.replace],
      ...[this.remove, this.transaction, this.transaction, this.duplicate, this.index, this.collection],
    ];
    return this.random.pick(kinds).call(this);
  }

  private planned(order: Order, isRefused?: boolean): Planned {
    return { order, after: this.state, ...(isRefused ? { isRefused } : {}) };
  }

  private newDoc(): Doc {
    this.count += 1;
    const id = `${this.name}:${this.count}`;
    const text = 'x'.repeat(this.random.below(120));
    return { _id: id, lane: this.name, u: `u${id}`, n: 0, at: new Date(this.random.below(1e9)), tags: [text, -0, NaN] };
  }

  private own(shelf: string): Doc[] {
    return [...this.docs].filter(([key]) => key.startsWith(`${shelf}/`)).map(([, doc]) => doc);
  }

  private insert(): Planned {
    return this.docs.size < maxDocs ? this.planned(this.insertStep(this.random.pick(shelves))) : this.remove();
  }

  private insertStep(shelf: string): Step {
    const docs = Array.from({ length: 1 + this.random.below(3) }, () => this.newDoc());
    for (const doc of docs) this.docs.set(`${shelf}/${String(doc._id)}`, doc);
    return { do: 'insert', in: shelf, docs };
  }

  private updateStep(shelf: string): Step | undefined {
    const own = this.own(shelf);
    if (own.length === 0) return undefined;
    const doc = this.random.pick(own);
    const text = `changed ${this.random.below(1000)}`;
    this.docs.set(`${shelf}/${String(doc._id)}`, { ...doc, n: (doc.n as number) + 1, text });
    const query = this.random.below(2) ? { _id: doc._id } : { u: doc.u };
    return { do: 'update', in: shelf, query, update: { $inc: { n: 1 }, $set: { text } } };
  }

  private update(): Planned {
    const step = this.updateStep(this.random.pick(shelves));
    return step ? this.planned(step) : this.insert();
  }

  private updateAll(): Planned {
    const shelf = this.random.pick(shelves);
    for (const doc of this.own(shelf)) {
      this.docs.set(`${shelf}/${String(doc._id)}`, { ...doc, n: (doc.n as number) + 1 });
    }
    const query = { lane: this.name };
    return this.planned({ do: 'update', in: shelf, query, update: { $inc: { n: 1 } }, multi: true });
  }

  private replace(): Planned {
    const shelf = this.random.pick(shelves);
    const own = this.own(shelf);
    if (own.length === 0) return this.insert();
    const { _id: id, u } = this.random.pick(own);
    const doc = { lane: this.name, u, n: this.random.below(9), at: new Date(0) };
    this.docs.set(`${shelf}/${String(id)}`, { _id: id, ...doc });
    return this.planned({ do: 'replace', in: shelf, query: { _id: id }, doc });
  }

  private removeStep(shelf: string): Step | undefined {
    const own = this.own(shelf);
    if (own.length === 0) return undefined;
    const { _id: id } = this.random.pick(own);
    this.docs.delete(`${shelf}/${String(id)}`);
    return { do: 'remove', in: shelf, query: { _id: id } };
  }

  private remove(): Planned {
    const step = this.removeStep(this.random.pick(shelves));
    return step ? this.planned(step) : this.insert();
  }

  private transaction(): Planned {
    const steps = [this.updateStep('things'), this.insertStep('others'), this.removeStep('things')];
    const tooMany = this.docs.size > maxDocs ? [this.removeStep('others'), this.removeStep('others')] : [];
    return this.planned({ do: 'transaction', steps: [...steps, ...tooMany].filter((step) => step !== undefined) });
  }

  /** The second of two documents repeats a unique value: the first stays, as MongoDB leaves it. */
  private duplicate(): Planned {
    const [existing] = this.own('things');
    if (!existing) return this.insert();
    const first = this.newDoc();
    const second = { ...this.newDoc(), u: existing.u };
    this.docs.set(`things/${String(first._id)}`, first);
    return this.planned({ do: 'insert', in: 'things', docs: [first, second] }, true);
  }

  private index(): Planned {
    const name = `by${this.name}`;
    const key = `index things ${name}`;
    if (this.rest.delete(key)) return this.planned({ do: 'dropIndex', in: 'things', name });
    const index: IndexSpec = { name, keys: { text: 1, [`of${this.name}`]: -1 } };
    this.rest.set(key, canonical(index));
    return this.planned({ do: 'createIndex', in: 'things', index });
  }

  private collection(): Planned {
    const name = `own${this.name}`;
    const key = `collection ${name}`;
    if (this.rest.delete(key)) return this.planned({ do: 'dropCollection', name });
    this.rest.set(key, 'there');
    return this.planned({ do: 'createCollection', name });
  }
}
