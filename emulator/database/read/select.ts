import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import type { DocRecord } from '../index/record';
import { onlyFields } from '../plan/conditions';
import { type Access, choosePlan, type Order, wholeCollection } from '../plan/plan';
import { compileQuery } from '../query/compile';
import type { Predicate } from '../query/predicate';
import { isDocId } from '../values/storable';
import { type Row, type Sorting, sortingBy, sortingByRank, sortRows } from './sort';
import type { View } from './view';

export interface Wanted {
  readonly query: Doc;
  readonly order?: Order | undefined;
  readonly skip?: number;
  readonly limit?: number | undefined;
  /** What `$$NOW` of `$expr` says. */
  readonly now?: Date;
  /** Look at every document whatever indexes there are: what tests compare the planner with. */
  readonly ignoreIndexes?: boolean;
  /** One of the ways that were weighed, whichever the planner would choose: what tests compare them with. */
  readonly access?: Access;
}

export interface Selection {
  /** Stored, frozen documents: clone before handing them out. */
  readonly docs: Doc[];
  readonly index: string | null;
  readonly examined: number;
  readonly examinedKeys: number;
  readonly access: Access;
  readonly weighed: readonly Access[];
}

/** Takes candidates one by one; answers true when no more are wanted. */
type Taker = (doc: Doc, number: number) => boolean;

/** Counts what is looked at and passes on what matches. */
class Filter {
  examined = 0;
  examinedKeys = 0;
  private done = false;

  constructor(
    private readonly view: View,
    private readonly predicate: Predicate,
    private readonly take: Taker,
    /** Whatever the index gives passes: then a document need not be looked at, which is what takes the time. */
    private readonly isToldByIndex: boolean,
  ) {}

  /** Candidates of the access that the view knows by their newest version, then those it sees in another version. */
  run(access: Access, collection: Collection): void {
    if (access.ids) this.runIds(access.ids);
    else if (access.open) this.runRecords(access);
    else this.runAll(collection);
    let number = Number.MAX_SAFE_INTEGER / 2;
    for (const id of this.view.aside) {
      if (this.done) return;
      if (!access.ids) this.test(this.view.get(id), (number += 1));
    }
  }

  private test(doc: Doc | undefined, number: number): void {
    if (!doc) return;
    this.examined += 1;
    if (this.predicate(doc)) this.done = this.take(doc, number);
  }

  private runIds(ids: NonNullable<Access['ids']>): void {
    for (let i = 0; i < ids.length && !this.done; i += 1) this.test(this.view.get(ids[i] as string), i);
  }

  private runAll(collection: Collection): void {
    const { aside } = this.view;
    let number = 0;
    for (const [id, doc] of collection.docs) {
      number += 1;
      if (aside.size > 0 && aside.has(id)) continue;
      this.test(doc, number);
      if (this.done) return;
    }
  }

  private runRecords(access: Access): void {
    const { aside } = this.view;
    const seen = access.repeats ? new Set<DocRecord>() : undefined;
    const cursor = access.open?.();
    for (let record = cursor?.next(); record; record = cursor?.next()) {
      this.examinedKeys += 1;
      if (aside.size > 0 && aside.has(record.id)) continue;
      if (seen) {
        if (seen.has(record)) continue;
        seen.add(record);
      }
      if (this.isToldByIndex) {
        this.examined += 1;
        this.done = this.take(record.doc, record.number);
      } else this.test(record.doc, record.number);
      if (this.done) return;
    }
  }
}

const sortingOf = (access: Access, order: Order | undefined): Sorting | undefined =>
  order && order.length > 0 ? sortingBy(order) : access.rank && sortingByRank(access.rank);

/** Candidates come as wanted: the first that pass are the answer. */
function takeInOrder(docs: Doc[], enough: number): Taker {
  return (doc) => docs.push(doc) >= enough;
}

/** Candidates come in order, equal ones in any: all that equal the last one wanted must be seen. */
function takeWithTies(rows: Row[], enough: number, sorting: Sorting): Taker {
  return (doc, number) => {
    const values = sorting.valuesOf(doc);
    const last = rows[enough - 1];
    if (last && sorting.compare(values, last.values) !== 0) return true;
    rows.push({ doc, number, values });
    return false;
  };
}

function takeAll(rows: Row[], sorting: Sorting): Taker {
  return (doc, number) => {
    rows.push({ doc, number, values: sorting.valuesOf(doc) });
    return false;
  };
}

/** Finds documents: plan, test, order, cut. Stops early when the plan delivers in order. */
export function select(collection: Collection, view: View, wanted: Wanted): Selection {
  const { query, order, skip = 0, limit = Infinity } = wanted;
  const enough = skip + limit;
  const predicate = compileQuery(query, {}, wanted.now);
  const forced = wanted.ignoreIndexes ? wholeCollection(collection, order) : wanted.access;
  const { access, weighed } = forced
    ? { access: forced, weighed: [] }
    : choosePlan(collection, { query, order, enough });
  const sorting = sortingOf(access, order);
  const docs: Doc[] = [];
  const rows: Row[] = [];
  // What a writer sees in another version comes behind everything else, so it must be sorted in.
  const arrival = sorting && view.aside.size > 0 ? 'none' : access.arrival;
  const take =
    !sorting || arrival === 'complete'
      ? takeInOrder(docs, enough)
      : arrival === 'ties' && enough !== Infinity
        ? takeWithTies(rows, enough, sorting)
        : takeAll(rows, sorting);
  const isToldByIndex = access.exactCount !== undefined && onlyFields(query);
  const filter = new Filter(view, predicate, take, isToldByIndex);
  filter.run(access, collection);
  const sorted = sorting && rows.length > 0 ? sortRows(rows, sorting, enough) : docs;
  return {
    docs: skip > 0 || sorted.length > limit ? sorted.slice(skip, enough) : sorted,
    index: access.index,
    examined: filter.examined,
    examinedKeys: filter.examinedKeys,
    access,
    weighed,
  };
}

/** The id that a query asks for and nothing else. */
function onlyId({ query, order, skip = 0, limit = 1 }: Wanted): DocId | undefined {
  if (order || skip > 0 || limit < 1) return undefined;
  for (const name in query) if (name !== '_id') return undefined;
  return isDocId(query._id) ? query._id : undefined;
}

/** The documents alone. One that is asked for by nothing but its id needs no plan and no test: most questions are such. */
export function selectDocs(collection: Collection, view: View, wanted: Wanted): Doc[] {
  const id = onlyId(wanted);
  if (id === undefined) return select(collection, view, wanted).docs;
  const doc = view.get(id);
  return doc ? [doc] : [];
}
