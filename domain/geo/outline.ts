/** Borders as a sketch needs them: fewer points, near enough to what it shows. */
import { distanceMeters, type MultiPolygon, type Position } from './distance';

/** A closed ring without the points that lie closer than this to the one kept before; it stays closed. */
export function thinned(ring: readonly Position[], apartMeters: number): Position[] {
  const kept: Position[] = [];
  for (const point of ring.slice(0, -1)) {
    const last = kept[kept.length - 1];
    if (!last || distanceMeters(last, point) >= apartMeters) kept.push(point);
  }
  const [first] = kept;
  if (first) kept.push(first);
  return kept;
}

/** The outer borders of an area, where any of them comes as near as this to a place. */
export function bordersNear(
  area: MultiPolygon,
  place: Position,
  withinMeters: number,
  apartMeters: number,
): Position[][] {
  const rings = area.coordinates.map(([outer = []]) => outer.map(([lng = NaN, lat = NaN]): Position => [lng, lat]));
  const near = rings.filter((ring) => ring.some((point) => distanceMeters(point, place) <= withinMeters));
  return near.map((ring) => thinned(ring, apartMeters)).filter((ring) => ring.length > 3);
}
