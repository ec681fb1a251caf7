import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { SphereIndex } from '../index/sphereIndex';
import { conditionsOf } from '../plan/conditions';
import { nearestIds, rankByNearness } from '../plan/spherePlan';
import { compileQuery } from '../query/compile';
import { type Near, nearOf } from '../query/geo';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { countArgument, objectArgument } from './arguments';
import { withValue } from './unwind';

const known = [
  'near',
  'distanceField',
  'spherical',
  'maxDistance',
  'minDistance',
  'query',
  'key',
  'includeLocs',
  'limit',
  'num',
  'distanceMultiplier',
  'uniqueDocs',
];

function keyOf(collection: Collection, key: unknown): string {
  if (typeof key === 'string') return key;
  const paths = new Set(
    [...collection.indexes.all()].flatMap((index) => (index instanceof SphereIndex ? [index.path] : [])),
  );
  const [only] = paths;
  if (only === undefined) throw requestFailed('unable to find index for $geoNear query');
  if (paths.size > 1)
    throw requestFailed('There is more than one 2dsphere index; unsure which to use for $geoNear: give key');
  return only;
}

function nearOfStage(spec: Doc): Near {
  if (!isPlainObject(spec.near) && !Array.isArray(spec.near)) throw requestFailed("$geoNear requires a 'near' option");
  return nearOf(spec.near, spec.minDistance, spec.maxDistance);
}

const fieldAt = (doc: Doc, path: string) =>
  path.split('.').reduce<unknown>((value, part) => (isPlainObject(value) ? value[part] : undefined), doc);

/** Nearest first, each with its distance in metres; ends as soon as enough have passed the query. */
export function geoNear(collection: Collection, argument: unknown): Doc[] {
  const spec = objectArgument('$geoNear', argument);
  const unknownName = Object.keys(spec).find((name) => !known.includes(name));
  if (unknownName) throw requestFailed(`unknown argument of $geoNear: ${unknownName}`);
  const { distanceField, includeLocs, distanceMultiplier = 1 } = spec;
  if (typeof distanceField !== 'string') throw requestFailed("$geoNear requires a 'distanceField' option as a String");
  if (typeof distanceMultiplier !== 'number') throw requestFailed('distanceMultiplier must be a number');
  const near = nearOfStage(spec);
  const key = keyOf(collection, spec.key);
  const query = objectArgument('$geoNear query', spec.query ?? {});
  const most = countArgument('$geoNear limit', spec.limit ?? spec.num ?? 100, 1);
  const predicate = compileQuery(query);
  const metersOf = rankByNearness(key, near);
  const found: { doc: Doc; meters: number }[] = [];
  for (const id of nearestIds(collection, key, near, conditionsOf(query)).ids()) {
    const doc = collection.docs.get(id);
    if (!doc || !predicate(doc)) continue;
    const meters = metersOf(doc);
    if (meters < near.minMeters || meters > near.maxMeters) continue;
    if (found.push({ doc, meters }) >= most) break;
  }
  return found.map(({ doc, meters }) => {
    const measured = withValue(doc, distanceField.split('.'), meters * distanceMultiplier);
    return typeof includeLocs === 'string' ? withValue(measured, includeLocs.split('.'), fieldAt(doc, key)) : measured;
  });
}
