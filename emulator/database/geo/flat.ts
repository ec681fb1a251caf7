import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { type FlatPoint, flatPointOf } from './position';

/** Shapes in the plane of longitudes and latitudes: https://www.mongodb.com/docs/v4.4/reference/operator/query/geoWithin/ */

export type FlatShape = (point: FlatPoint) => boolean;

/** Two opposite corners; edges belong to it. */
export function boxOf(operand: unknown): FlatShape {
  const [a, b] = Object.values(operand as object).map((corner) => flatPointOf(corner)) as [FlatPoint?, FlatPoint?];
  if (!a || !b) throw requestFailed('Point must be an array or object');
  const between = (value: number, one: number, other: number) =>
    value >= Math.min(one, other) && value <= Math.max(one, other);
  return ([x, y]) => between(x, a[0], b[0]) && between(y, a[1], b[1]);
}

/** A centre and a radius in the same unit as the coordinates. */
export function centerOf(operand: unknown): FlatShape {
  const [center, radius] = Object.values(operand as object) as unknown[];
  const [x, y] = flatPointOf(center);
  if (typeof radius !== 'number') throw requestFailed('radius must be a non-negative number');
  if (!(radius >= 0)) throw requestFailed('radius must be a non-negative number');
  return (point) => Math.hypot(point[0] - x, point[1] - y) <= radius;
}

function onSegment([x, y]: FlatPoint, [ax, ay]: FlatPoint, [bx, by]: FlatPoint): boolean {
  const offLine = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return (
    offLine === 0 && x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)
  );
}

/** Does a ray to the right of the point cross this edge? */
function isCrossed([x, y]: FlatPoint, [ax, ay]: FlatPoint, [bx, by]: FlatPoint): boolean {
  return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
}

/** Corners in order, closed by itself; edges belong to it. */
export function flatPolygonOf(operand: unknown): FlatShape {
  const corners = Object.values(operand as object).map((corner) => flatPointOf(corner));
  if (corners.length < 3) throw requestFailed('Polygon must have at least 3 points');
  const edges = corners.map((corner, i) => [corner, corners[(i + 1) % corners.length] as FlatPoint] as const);
  return (point) =>
    edges.some(([a, b]) => onSegment(point, a, b)) || edges.filter(([a, b]) => isCrossed(point, a, b)).length % 2 === 1;
}

/** A stored place that is one point, legacy or GeoJSON; nothing else lies in a flat shape. */
export function flatPointIn(value: unknown): FlatPoint | undefined {
  const isPoint = isPlainObject(value) && value.type === 'Point';
  if (!isPoint && !Array.isArray(value) && !isPlainObject(value)) return undefined;
  const [x, y] = Object.values((isPoint ? value.coordinates : value) as object) as unknown[];
  const isPlace = typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y);
  return isPlace ? [x, y] : undefined;
}
