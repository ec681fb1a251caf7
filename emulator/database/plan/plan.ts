import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { OrderedIndex } from '../index/orderedIndex';
import { SphereIndex } from '../index/sphereIndex';
import { compareValues } from '../values/compare';
import { isDocId } from '../values/storable';
import type { Access, Order, Task } from './access';
import { planAlternatives } from './alternatives';
import { alternativesOf, type Conditions, conditionsOf } from './conditions';
import { cheapest } from './cost';
import { planOrdered } from './orderedPlan';
import { planArea, planNear } from './spherePlan';

export type { Access, Order } from './access';

export interface Plan {
  readonly access: Access;
  /** Everything that was weighed, the chosen one too. */
  readonly weighed: readonly Access[];
}

export interface Asked {
  readonly query: Doc;
  readonly order?: Order | undefined;
  /** How many documents are enough. */
  readonly enough: number;
}

export const wholeCollection = (collection: Collection, order: Order | undefined): Access => ({
  kind: 'collection',
  index: null,
  estimated: collection.docs.size,
  arrival: order && order.length > 0 ? 'none' : 'complete',
  repeats: false,
  bounded: 0,
  scans: () => [
    { index: null, kind: 'collection', bounds: {}, direction: 'forwards', estimated: collection.docs.size },
  ],
});

/** Direct look-ups by `_id` beat every index. */
function byIds(collection: Collection, ids: readonly unknown[], order: Order | undefined): Access {
  // As the index on `_id` would give them, whatever the order they are asked for in.
  const wanted = [...new Set(ids)].filter(isDocId).sort(compareValues);
  return {
    kind: 'ids',
    index: '_id_',
    ids: wanted,
    open: () => collection.indexes.recordsOf(wanted),
    estimated: wanted.length,
    arrival: wanted.length < 2 || !order || order.length === 0 ? 'complete' : 'none',
    repeats: false,
    bounded: 1,
    scans: () => [
      {
        index: '_id_',
        kind: 'ids',
        bounds: { _id: wanted.map((id) => `[${JSON.stringify(id)}, ${JSON.stringify(id)}]`) },
        direction: 'forwards',
        estimated: wanted.length,
      },
    ],
  };
}

/** Is there a range of `_id`s, or a sort by it? */
const wantsIdOrder = ({ conditions, order }: Task) =>
  (conditions.get('_id')?.bounds.length ?? 0) > 0 || order?.[0]?.[0] === '_id';

/** Every index that could help. */
function accesses(collection: Collection, task: Task): Access[] {
  const found: Access[] = [];
  for (const index of collection.indexes.all()) {
    const access =
      index instanceof OrderedIndex
        ? planOrdered(index, task)
        : index instanceof SphereIndex
          ? planArea(index, task)
          : undefined;
    if (access) found.push(access);
  }
  if (wantsIdOrder(task)) {
    const access = planOrdered(collection.indexes.byId(), task);
    if (access) found.push(access);
  }
  return found;
}

function weigh(collection: Collection, query: Doc, conditions: Conditions, order: Order | undefined): Access[] {
  const task: Task = { conditions, order };
  const found = accesses(collection, task);
  for (const branches of alternativesOf(query)) {
    const union = planAlternatives(branches, order, (branch) => {
      const own = conditionsOf(branch, conditionsOf(query));
      return choose(collection, branch, own, undefined, Infinity).access;
    });
    if (union) found.push(union);
  }
  found.push(wholeCollection(collection, order));
  return found;
}

function choose(
  collection: Collection,
  query: Doc,
  conditions: Conditions,
  order: Order | undefined,
  enough: number,
): Plan {
  const ids = conditions.get('_id')?.oneOf;
  if (ids) {
    const access = byIds(collection, ids, order);
    return { access, weighed: [access] };
  }
  const weighed = weigh(collection, query, conditions, order);
  return { access: cheapest(weighed, order, enough, conditions.size), weighed };
}

/** Chooses the way that is expected to look at the fewest documents. */
export function choosePlan(collection: Collection, { query, order, enough }: Asked): Plan {
  const conditions = conditionsOf(query);
  const near = planNear(collection, { conditions, order });
  return near ? { access: near, weighed: [near] } : choose(collection, query, conditions, order, enough);
}
