import type { Collection } from '../collection';
import type { Doc, ScanExplanation } from '../engine';
import { boundingCircle } from '../geo/containment';
import { earthRadiusMeters, type Vector } from '../geo/sphere';
import type { NearCursor } from '../index/nearCursor';
import type { RecordCursor } from '../index/rangeCursor';
import type { DocRecord } from '../index/record';
import { type Bucket, SphereIndex } from '../index/sphereIndex';
import { type Circle, intersectionArea, metersAway, nearOperand, type Near, withinRegion } from '../query/geo';
import { requestFailed } from '../refusals';
import { anyValueAt, splitPath } from '../values/path';
import type { Access, Task } from './access';
import { type Conditions, conditionsOf, type FieldConditions } from './conditions';
import { everything, type IntervalSet, placeOf, shownInterval } from './interval';

/** More combinations of leading values than this are not looked up one by one. */
const maxLookups = 1000;

/** For each leading field the part of its order that can match. Several values need not meet all conditions at once. */
function leadingSets(index: SphereIndex, conditions: Conditions): IntervalSet[] {
  return index.leading.map(({ path }) => {
    const bounds = conditions.get(path)?.bounds ?? [];
    const single = bounds.find(({ set }) => set.every(({ isPoint }) => isPoint));
    return (single ?? bounds[0])?.set ?? everything;
  });
}

const isSingle = (set: IntervalSet) => set.every(({ isPoint }) => isPoint);

function stands(key: string, set: IntervalSet): boolean {
  return set.some(({ low, high }) => {
    const to = high.key === '' ? undefined : placeOf(high);
    return key >= (placeOf(low) ?? '') && (to === undefined || key < to);
  });
}

function chosenBuckets(index: SphereIndex, sets: readonly IntervalSet[]): Bucket[] {
  const lookups = sets.reduce((product, set) => product * set.length, 1);
  if (!sets.every(isSingle) || lookups > maxLookups) {
    return index.allBuckets().filter(({ keys }) => sets.every((set, i) => stands(keys[i] as string, set)));
  }
  let combinations: string[][] = [[]];
  for (const set of sets) combinations = combinations.flatMap((keys) => set.map(({ low }) => [...keys, low.key]));
  return combinations.flatMap((keys) => index.bucketOf(keys) ?? []);
}

/** The index over `path` whose leading fields the query fixes best. */
function sphereIndexFor(collection: Collection, path: string, conditions: Conditions): SphereIndex | undefined {
  let best: { index: SphereIndex; fixed: number } | undefined;
  for (const index of collection.indexes.all()) {
    if (!(index instanceof SphereIndex) || index.path !== path) continue;
    const sets = leadingSets(index, conditions);
    const fixed = sets.every((set) => set !== everything) ? sets.length : -1;
    if (!best || fixed > best.fixed) best = { index, fixed };
  }
  return best?.index;
}

const angleOf = ({ maxMeters }: Near) => Math.min(maxMeters / earthRadiusMeters, Math.PI);

export interface Nearest {
  readonly index: SphereIndex;
  readonly sets: readonly IntervalSet[];
  open(): NearCursor;
}

export function nearestTo(collection: Collection, path: string, near: Near, conditions: Conditions): Nearest {
  const index = sphereIndexFor(collection, path, conditions);
  if (!index) throw requestFailed('unable to find index for $geoNear query');
  const sets = leadingSets(index, conditions);
  return { index, sets, open: () => index.nearest(near.point, angleOf(near), chosenBuckets(index, sets)) };
}

/** Documents from near to far, each once, one by one. */
export interface NearestDocs {
  next(): Doc | undefined;
  /** Where the document that came last lies, when it has one place only and that is a point. */
  foundAt(): Vector | undefined;
}

/** Every document of the buckets passes: one of its values there is the one asked for, or one of those, and nothing else is asked. */
const isToldByBucket = (found: FieldConditions | undefined) =>
  found?.oneOf !== undefined && found.asked === 1 && found.bounds.length === 1 && found.bounds[0]?.isExact === true;

/** What is left to be asked of documents that the index gives. */
function restOf(query: Doc, index: SphereIndex, conditions: Conditions): Doc {
  const told = index.leading.filter(({ path }) => isToldByBucket(conditions.get(path)));
  return Object.fromEntries(Object.entries(query).filter(([name]) => !told.some(({ path }) => path === name)));
}

/** What a `$geoNear` stage reads, and the part of its query that must still be tested. */
export function nearestDocs(
  collection: Collection,
  path: string,
  near: Near,
  query: Doc,
): { search: () => NearestDocs; rest: Doc } {
  const conditions = conditionsOf(query);
  const { index, sets } = nearestTo(collection, path, near, conditions);
  const search = (): NearestDocs => {
    const buckets = chosenBuckets(index, sets);
    const cursor = index.nearest(near.point, angleOf(near), buckets);
    if (index.isScattered) return { next: eachOnce(cursor), foundAt: () => undefined };
    const next = buckets.length > 1 ? eachOnce(cursor) : () => cursor.next()?.doc;
    return { next, foundAt: () => cursor.foundAt() };
  };
  return { search, rest: restOf(query, index, conditions) };
}

function eachOnce(cursor: RecordCursor): () => Doc | undefined {
  const seen = new Set<DocRecord>();
  return () => {
    for (let record = cursor.next(); record; record = cursor.next()) {
      if (seen.has(record)) continue;
      seen.add(record);
      return record.doc;
    }
    return undefined;
  };
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

function explained(
  index: SphereIndex,
  sets: readonly IntervalSet[],
  kind: 'near' | 'area',
  place: string,
  estimated: number,
): ScanExplanation {
  const leading = index.leading.map(({ path }, i) => [path, (sets[i] ?? everything).map(shownInterval)] as const);
  const bounds = { ...Object.fromEntries(leading), [index.path]: [place] };
  return { index: index.spec.name, kind, bounds, direction: 'forwards', estimated };
}

/** $nearSphere sorts by itself and insists on an index. */
export function planNear(collection: Collection, { conditions, order }: Task): Access | undefined {
  for (const [path, found] of conditions) {
    if (found.near === undefined) continue;
    const near = nearOperand(found.near);
    const { index, sets, open } = nearestTo(collection, path, near, conditions);
    const estimated = () => index.estimate(near.point, angleOf(near), chosenBuckets(index, sets));
    return {
      kind: 'near',
      index: index.spec.name,
      estimated: 0,
      arrival: order && order.length > 0 ? 'none' : 'ties',
      repeats: index.isMultikey,
      open,
      rank: rankByNearness(path, near),
      bounded: sets.length + 1,
      scans: () => [explained(index, sets, 'near', `nearest first within ${near.maxMeters} m`, estimated())],
    };
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
export function planArea(index: SphereIndex, { conditions, order }: Task): Access | undefined {
  const found = conditions.get(index.path);
  const circle = found && circleOf(found);
  if (!circle) return undefined;
  const sets = leadingSets(index, conditions);
  const buckets = chosenBuckets(index, sets);
  const angle = circle.angle + 1e-9;
  const estimated = index.estimate(circle.center, angle, buckets);
  const place = `within ${Math.round(angle * earthRadiusMeters)} m of the area's centre`;
  return {
    kind: 'area',
    index: index.spec.name,
    estimated,
    arrival: order && order.length > 0 ? 'none' : 'complete',
    repeats: index.isMultikey,
    open: () => index.nearest(circle.center, angle, buckets),
    bounded: sets.filter((set) => set !== everything).length + 1,
    scans: () => [explained(index, sets, 'area', place, estimated)],
  };
}
