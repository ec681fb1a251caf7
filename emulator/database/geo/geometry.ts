import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import { assertReferenceSystem } from './crs';
import { cornerAfter, type Ring } from './loop';
import { flatPointOf, onSphere, positionOf, positionsOf } from './position';
import { polygonOf, withoutRepeats } from './ring';
import type { Vector } from './sphere';

export type { Ring } from './loop';

/** Any GeoJSON value taken apart: a polygon is its outer ring followed by its holes, rings without the closing point. */
export interface Geometry {
  readonly points: readonly Vector[];
  readonly lines: readonly (readonly Vector[])[];
  readonly polygons: readonly (readonly Ring[])[];
}

const nothing: Geometry = { points: [], lines: [], polygons: [] };

function lineOf(value: unknown): Vector[] {
  const corners = withoutRepeats(positionsOf(value));
  if (corners.length < 2) {
    throw requestFailed(`GeoJSON LineString must have at least 2 vertices: ${shown(value)}`);
  }
  return corners;
}

function severalOf<T>(value: unknown, type: string, one: (element: unknown) => T): T[] {
  if (!Array.isArray(value)) throw requestFailed(`${type} coordinates must be an array`);
  if (value.length === 0) throw requestFailed(`${type} coordinates must have at least 1 element`);
  return value.map(one);
}

const collected = (parts: readonly Geometry[]): Geometry => ({
  points: parts.flatMap((part) => part.points),
  lines: parts.flatMap((part) => part.lines),
  polygons: parts.flatMap((part) => part.polygons),
});

function collectionOf({ geometries }: Record<string, unknown>): Geometry {
  if (!Array.isArray(geometries)) throw requestFailed('GeometryCollection geometries must be an array');
  if (geometries.length === 0) throw requestFailed('GeometryCollection geometries must have at least 1 element');
  const parts = geometries.map((part: unknown) => {
    if (!isPlainObject(part)) throw requestFailed('Element of "geometries" is not an object');
    if (part.type === 'GeometryCollection') throw requestFailed('GeometryCollections cannot be nested');
    return geoJsonOf(part);
  });
  return collected(parts);
}

/** The seven types of https://www.mongodb.com/docs/v4.4/reference/geojson/ */
function geoJsonOf(value: Record<string, unknown>): Geometry {
  assertReferenceSystem(value);
  const { type, coordinates } = value;
  switch (type) {
    case 'Point':
      return { ...nothing, points: [positionOf(coordinates)] };
    case 'MultiPoint':
      return { ...nothing, points: severalOf(coordinates, 'MultiPoint', positionOf) };
    case 'LineString':
      return { ...nothing, lines: [lineOf(coordinates)] };
    case 'MultiLineString':
      return { ...nothing, lines: severalOf(coordinates, 'MultiLineString', lineOf) };
    case 'Polygon':
      return { ...nothing, polygons: [polygonOf(coordinates)] };
    case 'MultiPolygon':
      return { ...nothing, polygons: severalOf(coordinates, 'MultiPolygon', polygonOf) };
    case 'GeometryCollection':
      return collectionOf(value);
    default:
      throw requestFailed(`unknown GeoJSON type: ${shown(value)}`);
  }
}

const isLegacy = (value: object) => Array.isArray(value) || typeof Object.values(value)[0] === 'number';

/** Reads GeoJSON, or the legacy forms [lng, lat] and {lng, lat}; refuses anything else. */
export function readGeometry(value: unknown, mayHaveMore = false): Geometry {
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    throw requestFailed('geo element must be an array or object');
  }
  if (isLegacy(value)) return { ...nothing, points: [onSphere(flatPointOf(value, mayHaveMore))] };
  return geoJsonOf(value as Record<string, unknown>);
}

/** The same for a value about to be stored under a geo index. */
export function parseGeometry(value: unknown): Geometry {
  try {
    return readGeometry(value, true);
  } catch (cause) {
    const reason = (cause as Error).message.replace('[FailedOperation] ', '');
    throw requestFailed(`Can't extract geo keys: ${shown(value)}  ${reason}`);
  }
}

function geometryOrNull(value: object): Geometry | null {
  try {
    return readGeometry(value, true);
  } catch {
    return null; // stored without a geo index, so nobody promised a geometry
  }
}

/** What stored values were found to be; they are frozen, so it stays true. */
const found = new WeakMap<object, Geometry | null>();

/** The same, but undefined for a stored value that is no geometry: such a document simply does not match. */
export function geometryIn(value: unknown): Geometry | undefined {
  if (!Array.isArray(value) && !isPlainObject(value)) return undefined;
  let geometry = found.get(value);
  if (geometry === undefined) {
    geometry = geometryOrNull(value);
    if (Object.isFrozen(value)) found.set(value, geometry);
  }
  return geometry ?? undefined;
}

export const isSinglePoint = (geometry: Geometry) =>
  geometry.points.length === 1 && geometry.lines.length === 0 && geometry.polygons.length === 0;

/** Each point, line and polygon by itself. */
export const partsOf = (geometry: Geometry): Geometry[] => [
  ...geometry.points.map((point) => ({ ...nothing, points: [point] })),
  ...geometry.lines.map((line) => ({ ...nothing, lines: [line] })),
  ...geometry.polygons.map((polygon) => ({ ...nothing, polygons: [polygon] })),
];

/** Every corner, whatever it belongs to. */
export const cornersOf = (geometry: Geometry): Vector[] => [
  ...geometry.points,
  ...geometry.lines.flat(),
  ...geometry.polygons.flatMap((rings) => rings.flat()),
];

/** Every edge, of lines and of rings. */
export function edgesOf(geometry: Geometry): [Vector, Vector][] {
  const edges: [Vector, Vector][] = [];
  for (const corners of geometry.lines) {
    for (let i = 1; i < corners.length; i += 1) edges.push([corners[i - 1] as Vector, corners[i] as Vector]);
  }
  for (const ring of geometry.polygons.flat()) {
    ring.forEach((corner, i) => edges.push([corner, cornerAfter(ring, i)]));
  }
  return edges;
}
