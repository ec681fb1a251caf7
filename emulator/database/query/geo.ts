import { intersects, liesWithin, metersTo } from '../geo/containment';
import { cornersOf, type Geometry, geometryIn, isSinglePoint, parseGeometry } from '../geo/geometry';
import { angleBetween, earthRadiusMeters, type Vector } from '../geo/sphere';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { ValueTest } from './predicate';

/** A stored value, or a list of them when a field holds several places. */
function geometriesIn(value: unknown): Geometry[] {
  const several = Array.isArray(value) && typeof value[0] !== 'number';
  return (several ? (value as unknown[]) : [value]).flatMap((one) => geometryIn(one) ?? []);
}

export interface Circle {
  readonly center: Vector;
  readonly angle: number;
}

/** $geoWithin takes polygons on the sphere or a circle in radians; the flat shapes of old are refused. */
export function withinRegion(operand: unknown): { area: Geometry } | { circle: Circle } {
  if (isPlainObject(operand) && operand.$geometry !== undefined) {
    const area = parseGeometry(operand.$geometry);
    if (area.polygons.length === 0) throw requestFailed('$geoWithin needs a Polygon or a MultiPolygon');
    return { area };
  }
  const circle = isPlainObject(operand) ? operand.$centerSphere : undefined;
  if (!Array.isArray(circle)) throw requestFailed('$geoWithin needs $geometry or $centerSphere');
  const [center, angle] = circle as unknown[];
  if (typeof angle !== 'number' || !(angle >= 0)) throw requestFailed('radius must be a non-negative number');
  const [point] = parseGeometry(center).points;
  if (!point) throw requestFailed('$centerSphere needs a position');
  return { circle: { center: point, angle } };
}

export function geoWithin(operand: unknown): ValueTest {
  const region = withinRegion(operand);
  if ('area' in region) return (value) => geometriesIn(value).some((geometry) => liesWithin(geometry, region.area));
  const { center, angle } = region.circle;
  return (value) =>
    geometriesIn(value).some((geometry) =>
      cornersOf(geometry).every((corner) => angleBetween(corner, center) <= angle),
    );
}

export function intersectionArea(operand: unknown): Geometry {
  if (!isPlainObject(operand) || operand.$geometry === undefined) throw requestFailed('$geoIntersects needs $geometry');
  return parseGeometry(operand.$geometry);
}

export function geoIntersects(operand: unknown): ValueTest {
  const other = intersectionArea(operand);
  return (value) => geometriesIn(value).some((geometry) => intersects(geometry, other));
}

/** What $nearSphere and $geoNear ask for. */
export interface Near {
  readonly point: Vector;
  readonly minMeters: number;
  readonly maxMeters: number;
}

function meters(value: unknown, name: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number' || !(value >= 0)) throw requestFailed(`${name} must be non-negative`);
  return value;
}

export function nearOf(geometry: unknown, minDistance: unknown, maxDistance: unknown): Near {
  const parsed = parseGeometry(geometry);
  const [point] = parsed.points;
  if (!point || !isSinglePoint(parsed)) throw requestFailed('near must be a Point');
  return {
    point,
    minMeters: meters(minDistance, '$minDistance', 0),
    maxMeters: meters(maxDistance, '$maxDistance', Infinity),
  };
}

export function nearOperand(operand: unknown): Near {
  if (!isPlainObject(operand) || operand.$geometry === undefined) throw requestFailed('$nearSphere needs $geometry');
  const unknownName = Object.keys(operand).find(
    (name) => !['$geometry', '$minDistance', '$maxDistance'].includes(name),
  );
  if (unknownName) throw requestFailed(`unknown argument of $nearSphere: ${unknownName}`);
  return nearOf(operand.$geometry, operand.$minDistance, operand.$maxDistance);
}

/** The distance of a stored value, Infinity when it is no place. */
export function metersAway(value: unknown, near: Near): number {
  return Math.min(...geometriesIn(value).map((geometry) => placeMeters(geometry, near.point)), Infinity);
}

function placeMeters(geometry: Geometry, from: Vector): number {
  const [point] = geometry.points;
  return point && isSinglePoint(geometry) ? angleBetween(point, from) * earthRadiusMeters : metersTo(geometry, from);
}

const nearTest =
  (near: Near): ValueTest =>
  (value) => {
    const away = metersAway(value, near);
    return away !== Infinity && away >= near.minMeters && away <= near.maxMeters;
  };

export const nearSphere = (operand: unknown) => nearTest(nearOperand(operand));
