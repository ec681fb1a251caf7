import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import { choosePlan, type Order, type Plan, wholeCollection } from '../plan/plan';
import { compileQuery } from '../query/compile';
import type { Predicate } from '../query/predicate';
import { sortDocs } from './sort';
import type { View } from './view';

export interface Wanted {
  readonly query: Doc;
  readonly order?: Order;
  readonly skip?: number;
  readonly limit?: number;
  /** Look at every document whatever indexes there are: what tests compare the planner with. */
  readonly ignoreIndexes?: boolean;
}

export interface Selection {
  /** Stored, frozen documents: clone before handing them out. */
  readonly docs: Doc[];
  readonly index: string | null;
  readonly examined: number;
}

/** Candidates of the plan that the view knows by their newest version, then those it sees in another version. */
function* candidates(plan: Plan, view: View): Generator<DocId> {
  const seen = plan.repeats ? new Set<DocId>() : undefined;
  for (const id of plan.ids()) {
    if (view.aside.has(id) || seen?.has(id)) continue;
    seen?.add(id);
    yield id;
  }
  yield* view.aside;
}

function collect(plan: Plan, view: View, predicate: Predicate, enough: number) {
  const docs: Doc[] = [];
  let examined = 0;
  for (const id of candidates(plan, view)) {
    const doc = view.get(id);
    if (!doc) continue;
    examined += 1;
    if (!predicate(doc)) continue;
    docs.push(doc);
    if (docs.length >= enough) break;
  }
  return { docs, examined };
}

function arranged(docs: Doc[], plan: Plan, order: Order | undefined): Doc[] {
  if (order && order.length > 0) return sortDocs(docs, order);
  const { rank } = plan;
  return rank
    ? docs
        .map((doc) => ({ doc, key: rank(doc) }))
        .sort((a, b) => a.key - b.key)
        .map(({ doc }) => doc)
    : docs;
}

/** Finds documents: plan, test, order, cut. Stops early when the plan delivers in order. */
export function select(collection: Collection, view: View, wanted: Wanted): Selection {
  const { query, order, skip = 0, limit = Infinity } = wanted;
  const predicate = compileQuery(query);
  const plan = wanted.ignoreIndexes ? wholeCollection(collection, order) : choosePlan(collection, query, order);
  const hasOrder = order !== undefined && order.length > 0;
  const inOrder = plan.inOrder && (view.aside.size === 0 || (!hasOrder && !plan.rank));
  const { docs, examined } = collect(plan, view, predicate, inOrder ? skip + limit : Infinity);
  const sorted = inOrder ? docs : arranged(docs, plan, order);
  return {
    docs: skip > 0 || sorted.length > limit ? sorted.slice(skip, skip + limit) : sorted,
    index: plan.index,
    examined,
  };
}
