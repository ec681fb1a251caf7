import type { Collection } from '../collection';
import type { Doc, DocId, FindOptions } from '../engine';
import { OrderedIndex } from '../index/orderedIndex';
import { SphereIndex } from '../index/sphereIndex';
import { isDocId } from '../values/storable';
import { conditionsOf, type FieldConditions } from './conditions';
import { planOrdered } from './orderedPlan';
import { planGeo, planNear } from './spherePlan';

export type Order = NonNullable<FindOptions['order']>;

/** Where to look for candidates. Whoever runs it still applies the whole predicate. */
export interface Plan {
  readonly index: string | null;
  ids(): Iterable<DocId>;
  /** Candidates already come in the wanted order. */
  readonly inOrder: boolean;
  /** The same document may come twice. */
  readonly repeats: boolean;
  /** What the candidates are sorted by when the query itself sorts (nearness). */
  readonly rank?: (doc: Doc) => number;
  /** Larger is better; only compared between plans of one query. */
  readonly score: number;
}

export const wholeCollection = (collection: Collection, order: Order | undefined): Plan => ({
  index: null,
  ids: () => collection.docs.keys(),
  inOrder: !order || order.length === 0,
  repeats: false,
  score: 0,
});

/** Direct look-ups by `_id` beat every index. */
function byIds(ids: readonly unknown[], order: Order | undefined): Plan {
  const wanted = [...new Set(ids)].filter(isDocId);
  return {
    index: '_id_',
    ids: () => wanted,
    inOrder: wanted.length < 2 || !order || order.length === 0,
    repeats: false,
    score: Infinity,
  };
}

/** Is there a range of `_id`s, or a sort by it? */
const wantsIdOrder = (ids: FieldConditions | undefined, order: Order | undefined) =>
  Boolean(ids?.greater ?? ids?.less) || order?.[0]?.[0] === '_id';

/** Chooses by how much the index narrows: equality, then $in, then a range, then a saved sort. */
export function choosePlan(collection: Collection, query: Doc, order: Order | undefined): Plan {
  const conditions = conditionsOf(query);
  const near = planNear(collection, conditions, order);
  if (near) return near;
  const ids = conditions.get('_id')?.oneOf;
  if (ids) return byIds(ids, order);
  let best = wholeCollection(collection, order);
  const indexes = [...collection.indexes.all()];
  if (wantsIdOrder(conditions.get('_id'), order)) indexes.push(collection.indexes.byId(collection.docs));
  for (const index of indexes) {
    const plan =
      index instanceof OrderedIndex
        ? planOrdered(index, conditions, order)
        : index instanceof SphereIndex && planGeo(index, conditions, order);
    if (plan && plan.score > best.score) best = plan;
  }
  return best;
}
