import type { Collection } from '../collection';
import type { Doc, DocId } from '../engine';
import { boundingCircle } from '../geo/containment';
import { earthRadiusMeters } from '../geo/sphere';
import { SphereIndex } from '../index/sphereIndex';
import { type Circle, intersectionArea, metersAway, nearOperand, type Near, withinRegion } from '../query/geo';
import { requestFailed } from '../refusals';
import { anyValueAt, splitPath } from '../values/path';
import type { FieldConditions } from './conditions';
import type { Order, Plan } from './plan';

type Conditions = ReadonlyMap<string, FieldConditions>;

const leadingValues = (index: SphereIndex, conditions: Conditions) =>
  index.leading.map(({ path }) => conditions.get(path)?.oneOf);

/** The index over `path` whose leading fields the query fixes best. */
function sphereIndexFor(collection: Collection, path: string, conditions: Conditions): SphereIndex | undefined {
  let best: { index: SphereIndex; fixed: number } | undefined;
  for (const index of collection.indexes.all()) {
    if (!(index instanceof SphereIndex) || index.path !== path) continue;
    const values = leadingValues(index, conditions);
    const fixed = values.every((list) => list !== undefined) ? values.length : -1;
    if (!best || fixed > best.fixed) best = { index, fixed };
  }
  return best?.index;
}

export function nearestIds(collection: Collection, path: string, near: Near, conditions: Conditions) {
  const index = sphereIndexFor(collection, path, conditions);
  if (!index) throw requestFailed('unable to find index for $geoNear query');
  const maxAngle = Math.min(near.maxMeters / earthRadiusMeters, Math.PI);
  return { index, ids: (): Iterable<DocId> => index.nearest(near.point, maxAngle, leadingValues(index, conditions)) };
}

/** The distance of a document's nearest place at `path`. */
export function rankByNearness(path: string, near: Near): (doc: Doc) => number {
  const parts = splitPath(path);
  return (doc) => {
    let nearest = Infinity;
    anyValueAt(doc, parts, (leaf) => {
      nearest = Math.min(nearest, metersAway(leaf, near));
      return false;
    });
    return nearest;
  };
}

/** $nearSphere sorts by itself and insists on an index. */
export function planNear(collection: Collection, conditions: Conditions, order: Order | undefined): Plan | undefined {
  for (const [path, found] of conditions) {
    if (found.near === undefined) continue;
    const near = nearOperand(found.near);
    const { index, ids } = nearestIds(collection, path, near, conditions);
    const inOrder = !order || order.length === 0;
    return { index: index.spec.name, ids, inOrder, repeats: false, score: Infinity, rank: rankByNearness(path, near) };
  }
  return undefined;
}

function circleOf(found: FieldConditions): Circle | undefined {
  if (found.within !== undefined) {
    const region = withinRegion(found.within);
    return 'circle' in region ? region.circle : boundingCircle(region.area);
  }
  return found.intersects === undefined ? undefined : boundingCircle(intersectionArea(found.intersects));
}

/** Areas are searched through a circle round them. */
export function planGeo(index: SphereIndex, conditions: Conditions, order: Order | undefined): Plan | undefined {
  const found = conditions.get(index.path);
  const circle = found && circleOf(found);
  if (!circle) return undefined;
  const values = leadingValues(index, conditions);
  return {
    index: index.spec.name,
    ids: () => index.nearest(circle.center, circle.angle + 1e-9, values),
    inOrder: !order || order.length === 0,
    repeats: false,
    score: 5 + values.filter((list) => list !== undefined).length * 10,
  };
}
