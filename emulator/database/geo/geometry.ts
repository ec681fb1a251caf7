import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { type Vector, vectorOf } from './sphere';

export type Ring = readonly Vector[];

/** Any GeoJSON value taken apart: a polygon is its outer ring followed by its holes, rings without the closing point. */
export interface Geometry {
  readonly points: readonly Vector[];
  readonly lines: readonly (readonly Vector[])[];
  readonly polygons: readonly (readonly Ring[])[];
}

const bad = (text: string) => requestFailed(`Can't extract geo keys: ${text}`);

function position(value: unknown): Vector {
  const [longitude, latitude] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') throw bad('a position is [longitude, latitude]');
  if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) {
    throw bad(`longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`);
  }
  return vectorOf(longitude, latitude);
}

function list<T>(value: unknown, one: (element: unknown) => T, atLeast = 1): T[] {
  if (!Array.isArray(value) || value.length < atLeast) throw bad(`at least ${atLeast} coordinates are needed`);
  return (value as unknown[]).map(one);
}

const line = (value: unknown) => list(value, position, 2);

function ring(value: unknown): Ring {
  const positions = list(value, position, 4);
  const pairs = value as [number, number][];
  const first = pairs[0] as [number, number];
  const last = pairs[pairs.length - 1] as [number, number];
  if (first[0] !== last[0] || first[1] !== last[1]) throw bad('Loop is not closed');
  return positions.slice(0, -1);
}

const polygon = (value: unknown) => list(value, ring);
const nothing: Geometry = { points: [], lines: [], polygons: [] };

/** Reads GeoJSON, or the legacy forms [lng, lat] and {lng, lat}; refuses anything else. */
export function parseGeometry(value: unknown): Geometry {
  if (Array.isArray(value)) return { ...nothing, points: [position(value)] };
  if (!isPlainObject(value)) throw bad('geo element must be an array or object');
  const { type, coordinates } = value;
  switch (type) {
    case 'Point':
      return { ...nothing, points: [position(coordinates)] };
    case 'MultiPoint':
      return { ...nothing, points: list(coordinates, position) };
    case 'LineString':
      return { ...nothing, lines: [line(coordinates)] };
    case 'MultiLineString':
      return { ...nothing, lines: list(coordinates, line) };
    case 'Polygon':
      return { ...nothing, polygons: [polygon(coordinates)] };
    case 'MultiPolygon':
      return { ...nothing, polygons: list(coordinates, polygon) };
    case 'GeometryCollection':
      return collected(list(value.geometries, parseGeometry));
    case undefined:
      return { ...nothing, points: [position(Object.values(value))] };
    default:
      throw bad(`unknown GeoJSON type: ${String(type)}`);
  }
}

const collected = (parts: readonly Geometry[]): Geometry => ({
  points: parts.flatMap((part) => part.points),
  lines: parts.flatMap((part) => part.lines),
  polygons: parts.flatMap((part) => part.polygons),
});

/** The same, but undefined for a stored value that is no geometry: such a document simply does not match. */
export function geometryIn(value: unknown): Geometry | undefined {
  if (!Array.isArray(value) && !isPlainObject(value)) return undefined;
  try {
    return parseGeometry(value);
  } catch {
    return undefined; // stored without a geo index, so nobody promised a geometry
  }
}

export const isSinglePoint = (geometry: Geometry) =>
  geometry.points.length === 1 && geometry.lines.length === 0 && geometry.polygons.length === 0;

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
  for (const corners of geometry.polygons.flat()) {
    corners.forEach((corner, i) => edges.push([corner, corners[(i + 1) % corners.length] as Vector]));
  }
  return edges;
}
