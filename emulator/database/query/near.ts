import type { Doc } from '../engine';
import { metersTo } from '../geo/containment';
import { type Geometry, geometryIn, isSinglePoint, readGeometry } from '../geo/geometry';
import { flatPointOf, isOnSphere, onSphere } from '../geo/position';
import { angleBetween, earthRadiusMeters, type Vector } from '../geo/sphere';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import type { ValueTest } from './predicate';

/** What $near, $nearSphere and $geoNear ask for. */
export interface Near {
  readonly point: Vector;
  readonly minMeters: number;
  readonly maxMeters: number;
}

const names = ['$near', '$nearSphere', '$geoNear'];

/** The near operator that a condition begins with. */
const nearName = (condition: Doc) => names.find((name) => name === Object.keys(condition)[0]);

/** Does the condition begin with a near operator? Then all of it belongs to that. */
export const isNear = (condition: Doc) => nearName(condition) !== undefined;

function distance(value: unknown, name: string, otherwise: number, metersPerUnit = 1): number {
  if (value === undefined) return otherwise;
  if (typeof value !== 'number') throw requestFailed(`${name} must be a number`);
  if (!(value >= 0) || !Number.isFinite(value)) throw requestFailed(`${name} must be non-negative`);
  return value * metersPerUnit;
}

function assertKnown(operand: Doc, known: readonly string[]): void {
  const unknown = Object.keys(operand).find((name) => !known.includes(name));
  if (unknown !== undefined) throw requestFailed(`invalid argument in geo near query: ${unknown}`);
}

export function nearOf(geometry: unknown, minDistance: unknown, maxDistance: unknown): Near {
  const parsed = readGeometry(geometry);
  const [point] = parsed.points;
  if (!point || !isSinglePoint(parsed)) {
    throw requestFailed(`invalid point in geo near query $geometry argument: ${shown(geometry)}  must be a Point`);
  }
  return {
    point,
    minMeters: distance(minDistance, '$minDistance', 0),
    maxMeters: distance(maxDistance, '$maxDistance', Infinity),
  };
}

/** `{$geometry, $minDistance, $maxDistance}`, in metres. */
function ofGeometry(operand: Doc): Near {
  assertKnown(operand, ['$geometry', '$minDistance', '$maxDistance']);
  const { $geometry } = operand;
  if ($geometry === undefined) throw requestFailed('$geometry is required for geo near query');
  if (!isPlainObject($geometry) || $geometry.type === undefined) {
    throw requestFailed(`$near requires geojson point, given ${shown($geometry)}`);
  }
  return nearOf($geometry, operand.$minDistance, operand.$maxDistance);
}

/** A bare position, distances beside it: in radians, which only $nearSphere can measure on a sphere. */
function ofPosition(name: string, position: unknown, condition: Doc): Near {
  assertKnown(condition, [name, '$minDistance', '$maxDistance', '$uniqueDocs']);
  const [x, y, third] = Object.values(position as object) as unknown[];
  const point = flatPointOf([x, y]);
  if (name !== '$nearSphere') throw requestFailed('unable to find index for $geoNear query');
  if (!isOnSphere(point)) throw requestFailed('Legacy point is out of bounds for spherical query');
  return {
    point: onSphere(point),
    minMeters: distance(condition.$minDistance, '$minDistance', 0, earthRadiusMeters),
    maxMeters: distance(condition.$maxDistance ?? third, '$maxDistance', Infinity, earthRadiusMeters),
  };
}

/** GeoJSON without `$geometry`: a sphere as well, so metres. */
function ofBareGeoJson(name: string, point: Doc, condition: Doc): Near {
  assertKnown(condition, [name, '$minDistance', '$maxDistance', '$uniqueDocs']);
  return nearOf(point, condition.$minDistance, condition.$maxDistance);
}

/** Reads `{$nearSphere: …, $maxDistance: …}` as a whole. */
function conditionOf(name: string, condition: Doc): Near {
  const operand = condition[name];
  if (Array.isArray(operand)) return ofPosition(name, operand, condition);
  if (!isPlainObject(operand)) throw requestFailed('geo near query argument is not an object');
  const [[first, value] = []] = Object.entries(operand);
  if (typeof value === 'number' && !first?.startsWith('$')) return ofPosition(name, operand, condition);
  if (operand.type !== undefined) return ofBareGeoJson(name, operand, condition);
  const [, extra] = Object.entries(condition);
  if (extra) {
    throw requestFailed(
      'geo near accepts just one argument when querying for a GeoJSON point. ' +
        `Extra field found: ${extra[0]}: ${shown(extra[1])}`,
    );
  }
  return ofGeometry(operand);
}

/** Reads a whole condition that begins with a near operator, or what such an operator holds. */
export function nearOperand(condition: unknown): Near {
  if (!isPlainObject(condition)) return conditionOf('$nearSphere', { $nearSphere: condition });
  const name = nearName(condition);
  return name === undefined ? conditionOf('$nearSphere', { $nearSphere: condition }) : conditionOf(name, condition);
}

function placeMeters(geometry: Geometry, from: Vector): number {
  const [point] = geometry.points;
  return point && isSinglePoint(geometry) ? angleBetween(point, from) * earthRadiusMeters : metersTo(geometry, from);
}

function metersToOne(value: unknown, near: Near): number {
  const geometry = geometryIn(value);
  return geometry ? placeMeters(geometry, near.point) : Infinity;
}

/** The distance of a stored value, or of the nearest when a field holds several; Infinity when it is no place. */
export function metersAway(value: unknown, near: Near): number {
  if (!Array.isArray(value) || typeof value[0] === 'number') return metersToOne(value, near);
  return (value as unknown[]).reduce<number>((nearest, one) => Math.min(nearest, metersToOne(one, near)), Infinity);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/query/nearSphere/ */
export function nearTest(condition: Doc): ValueTest {
  const near = nearOperand(condition);
  return (value) => {
    const away = metersAway(value, near);
    return away !== Infinity && away >= near.minMeters && away <= near.maxMeters;
  };
}
