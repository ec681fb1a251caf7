import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { metersBetween } from '../geo/sphere';
import { SphereIndex } from '../index/sphereIndex';
import { nearestDocs } from '../plan/spherePlan';
import { metersAway, type Near } from '../query/geo';
import { requestFailed } from '../refusals';
import { anyValueAt, splitPath } from '../values/path';
import type { Compiling, Source } from './context';
import { readGeoNear } from './geoNearArgument';
import { compileMatch } from './match';
import { withNested } from './nested';

/** The one place field that has an index, unless `key` names it. */
function keyOf(collection: Collection, key: string | undefined): string {
  if (key !== undefined) return key;
  const indexes = [...collection.indexes.all()].filter((index) => index instanceof SphereIndex);
  const [only, ...others] = new Set(indexes.map(({ path }) => path));
  if (only === undefined) {
    throw requestFailed(
      'unable to find index for $geoNear query: $geoNear requires a 2d or 2dsphere index, but none were found',
    );
  }
  if (others.length > 0) {
    throw requestFailed(
      `There is more than one 2dsphere index on ${collection.name}; unsure which to use for $geoNear`,
    );
  }
  return only;
}

interface Place {
  readonly place: unknown;
  readonly meters: number;
}

/** The nearest of the places a document has at a path. */
function nearestPlace(doc: Doc, names: readonly string[], near: Near): Place {
  let nearest: Place = { place: undefined, meters: Infinity };
  anyValueAt(doc, names, (leaf) => {
    const several = Array.isArray(leaf) && typeof leaf[0] !== 'number';
    for (const place of several ? (leaf as unknown[]) : [leaf]) {
      const meters = metersAway(place, near);
      if (meters < nearest.meters) nearest = { place, meters };
    }
    return false;
  });
  return nearest;
}

/**
 * Nearest first, each with its distance; looks no further than it is asked for.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/geoNear/
 */
export function compileGeoNear(collection: Collection, argument: unknown, compiling: Compiling): Source {
  const { near, perMeter, distanceNames, locNames, most, query, key: named } = readGeoNear(argument);
  const key = keyOf(collection, named);
  const keyNames = splitPath(key);
  const { search, rest } = nearestDocs(collection, key, near, query);
  const predicateFor = compileMatch(rest, compiling);
  return function* (running) {
    const predicate = predicateFor(running);
    const nearest = search();
    let found = 0;
    for (let doc = nearest.next(); doc; doc = nearest.next()) {
      if (!predicate(doc)) continue;
      const at = locNames ? undefined : nearest.foundAt();
      const { place, meters } = at
        ? { place: at, meters: metersBetween(at, near.point) }
        : nearestPlace(doc, keyNames, near);
      if (meters < near.minMeters || meters > near.maxMeters) continue;
      const measured = withNested(doc, distanceNames, meters * perMeter);
      yield locNames ? withNested(measured, locNames, place) : measured;
      found += 1;
      if (found === most) return;
    }
  };
}
