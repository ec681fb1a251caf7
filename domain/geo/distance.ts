/** Distances and areas on the globe. Positions are GCJ-02 `[longitude, latitude]`, as GeoJSON has them. */
export type Position = readonly [number, number];

/** A position as GeoJSON, the form the platform's geo indexes take. */
export interface GeoPoint {
  readonly type: 'Point';
  readonly coordinates: Position;
}

/** As GeoJSON: polygons, each an outer ring and its holes. Plain arrays, so a parsed file fits. */
export interface MultiPolygon {
  readonly type: string;
  readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** The equatorial radius that the platform's geo queries use; another one would disagree with them at the rim. */
const EARTH_RADIUS_METERS = 6_378_100;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** As the crow flies (haversine). */
export function distanceMeters(a: Position, b: Position): number {
  const dLatitude = radians(b[1] - a[1]);
  const dLongitude = radians(b[0] - a[0]);
  const h =
    Math.sin(dLatitude / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(dLongitude / 2) ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Even–odd: a ray to the east crosses the ring an odd number of times. */
function insideRing(ring: readonly (readonly number[])[], [x, y]: Position): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = NaN, yi = NaN] = ring[i] ?? [];
    const [xj = NaN, yj = NaN] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Within one of the polygons and in none of its holes. */
export const contains = (area: MultiPolygon, position: Position): boolean =>
  area.coordinates.some(([outer, ...holes]) => {
    if (!outer || !insideRing(outer, position)) return false;
    return !holes.some((hole) => insideRing(hole, position));
  });
