import { intersects, liesWithin } from '../geo/containment';
import { boxOf, centerOf, flatPointIn, flatPolygonOf, type FlatShape } from '../geo/flat';
import { cornersOf, type Geometry, geometryIn, readGeometry } from '../geo/geometry';
import { flatPointOf, isOnSphere, onSphere } from '../geo/position';
import { angleBetween, type Vector } from '../geo/sphere';
import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { shown } from '../values/shown';
import type { ValueTest } from './predicate';

export interface Circle {
  readonly center: Vector;
  readonly angle: number;
}

type Region = { readonly area: Geometry } | { readonly circle: Circle } | { readonly flat: FlatShape };

const flatShapes: Record<string, (operand: unknown) => FlatShape> = {
  $box: boxOf,
  $center: centerOf,
  $polygon: flatPolygonOf,
};

/** The one shape of a $geoWithin or $geoIntersects, under its name. */
function shapeOf(operand: unknown): readonly [name: string, shape: unknown] {
  if (!isPlainObject(operand)) throw requestFailed('geometry must be an object');
  const shapes = Object.entries(operand).filter(([name]) => name !== '$uniqueDocs');
  const [first, second] = shapes;
  if (!first) throw requestFailed("geo query doesn't have any geometry");
  if (second) throw requestFailed(`$geoWithin doesn't accept multiple shapes ${shown(operand)}`);
  if (typeof first[1] !== 'object' || first[1] === null)
    throw requestFailed(`unknown geo specifier: ${shown(operand)}`);
  return first;
}

/** `$centerSphere: [position, radians]`. */
function circleOf(operand: unknown): Circle {
  const [center, angle] = Object.values(operand as object) as unknown[];
  const point = flatPointOf(center);
  if (!isOnSphere(point)) throw requestFailed('Spherical distance would require (unimplemented) wrapping');
  if (typeof angle !== 'number' || !(angle >= 0)) throw requestFailed('radius must be a non-negative number');
  return { center: onSphere(point), angle };
}

function regionOf(operand: unknown): Region {
  const [name, shape] = shapeOf(operand);
  if (name === '$centerSphere') return { circle: circleOf(shape) };
  const flat = Object.hasOwn(flatShapes, name) ? flatShapes[name] : undefined;
  if (flat) return { flat: flat(shape) };
  if (name !== '$geometry') throw requestFailed(`unknown geo specifier: ${name}: ${shown(shape)}`);
  const area = readGeometry(shape);
  if (area.polygons.length === 0) {
    throw requestFailed(`$within not supported with provided geometry: ${shown({ $geoWithin: operand })}`);
  }
  return { area };
}

/** Where on the sphere to look for what lies within; flat shapes may lie anywhere. */
export function withinRegion(operand: unknown): { area: Geometry } | { circle: Circle } {
  const region = regionOf(operand);
  return 'flat' in region ? { circle: { center: { x: 1, y: 0, z: 0 }, angle: Math.PI } } : region;
}

function assertAlone(condition: Doc): void {
  const [, extra] = Object.entries(condition);
  if (extra) throw requestFailed(`can't parse extra field: ${extra[0]}: ${shown(extra[1])}`);
}

/** $geoWithin (of old: $within). https://www.mongodb.com/docs/v4.4/reference/operator/query/geoWithin/ */
export function geoWithin(condition: Doc): ValueTest {
  assertAlone(condition);
  const region = regionOf(condition.$geoWithin ?? condition.$within);
  if ('flat' in region) {
    return (value) => {
      const point = flatPointIn(value);
      return point !== undefined && region.flat(point);
    };
  }
  const isWithin =
    'area' in region
      ? (geometry: Geometry) => liesWithin(geometry, region.area)
      : ({ points, lines, polygons }: Geometry) =>
          cornersOf({ points, lines, polygons }).every(
            (corner) => angleBetween(corner, region.circle.center) <= region.circle.angle,
          );
  return (value) => {
    const geometry = geometryIn(value);
    return geometry !== undefined && isWithin(geometry);
  };
}

export function intersectionArea(operand: unknown): Geometry {
  const [name, shape] = shapeOf(operand);
  if (name !== '$geometry') {
    throw requestFailed(`$geoIntersect not supported with provided geometry: ${shown({ $geoIntersects: operand })}`);
  }
  return readGeometry(shape);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/query/geoIntersects/ */
export function geoIntersects(condition: Doc): ValueTest {
  assertAlone(condition);
  const other = intersectionArea(condition.$geoIntersects);
  return (value) => {
    const geometry = geometryIn(value);
    return geometry !== undefined && intersects(geometry, other);
  };
}

export { metersAway, nearOf, nearOperand, type Near } from './near';
