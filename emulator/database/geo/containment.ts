import { edgesOf, type Geometry, cornersOf, partsOf } from './geometry';
import { cornerAfter, goesRound, type Ring } from './loop';
import {
  angleBetween,
  angleToArc,
  arcsCross,
  earthRadiusMeters,
  norm,
  plus,
  scaled,
  unit,
  type Vector,
} from './sphere';

/** Nearer to an edge than this (a hundredth of a millimetre) counts as on it. */
const onEdgeAngle = 1.5e-12;

type Polygon = readonly Ring[];

const sum = (corners: readonly Vector[]): Vector => corners.reduce(plus, { x: 0, y: 0, z: 0 });

const onRing = (ring: Ring, point: Vector) =>
  ring.some((corner, i) => angleToArc(point, corner, cornerAfter(ring, i)) < onEdgeAngle);

/** Inside and on no edge. */
function polygonHasInside(rings: Polygon, point: Vector): boolean {
  const [outer, ...holes] = rings;
  if (!outer || rings.some((ring) => onRing(ring, point))) return false;
  return goesRound(outer, point) && !holes.some((hole) => goesRound(hole, point));
}

/** Edges belong to the polygon, edges of holes too. */
const polygonHas = (rings: Polygon, point: Vector) =>
  rings.some((ring) => onRing(ring, point)) || polygonHasInside(rings, point);

/** A crossing away from all four ends; touching at an end is not leaving the area. */
function crossesInside(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  if (!arcsCross(a, b, c, d)) return false;
  const touch = Math.min(angleToArc(a, c, d), angleToArc(b, c, d), angleToArc(c, a, b), angleToArc(d, a, b));
  return touch >= onEdgeAngle;
}

/** Corners and middles of edges are inside, no edge crosses a border, and no hole lies within. */
function polygonContains(rings: Polygon, part: Geometry): boolean {
  if (!cornersOf(part).every((corner) => polygonHas(rings, corner))) return false;
  const edges = edgesOf(part);
  if (!edges.every(([a, b]) => polygonHas(rings, unit(plus(a, b))))) return false;
  const borders = edgesOf({ points: [], lines: [], polygons: [rings] });
  if (edges.some(([a, b]) => borders.some(([c, d]) => crossesInside(a, b, c, d)))) return false;
  const holes = rings.slice(1);
  return !part.polygons.some((inner) => holes.some((hole) => hole.some((corner) => polygonHasInside(inner, corner))));
}

/** Is all of `inner` within `area`? Each of its parts must be within one of the polygons. */
export const liesWithin = (inner: Geometry, area: Geometry): boolean =>
  partsOf(inner).every((part) => area.polygons.some((rings) => polygonContains(rings, part)));

/** The angle from a point to the nearest part of a geometry; 0 inside a polygon. */
export function angleTo(geometry: Geometry, point: Vector): number {
  if (geometry.polygons.some((rings) => polygonHas(rings, point))) return 0;
  let nearest = Infinity;
  for (const corner of geometry.points) nearest = Math.min(nearest, angleBetween(point, corner));
  for (const [a, b] of edgesOf(geometry)) nearest = Math.min(nearest, angleToArc(point, a, b));
  return nearest;
}

export const metersTo = (geometry: Geometry, point: Vector) => angleTo(geometry, point) * earthRadiusMeters;

/** Do two geometries share a point? */
export function intersects(a: Geometry, b: Geometry): boolean {
  const near = (geometry: Geometry, corner: Vector) => angleTo(geometry, corner) < onEdgeAngle;
  if (cornersOf(a).some((corner) => near(b, corner)) || cornersOf(b).some((corner) => near(a, corner))) return true;
  const others = edgesOf(b);
  return edgesOf(a).some(([from, to]) => others.some(([c, d]) => arcsCross(from, to, c, d)));
}

/** A circle round all of an area: what an index can search before the exact test. */
export function boundingCircle(area: Geometry): { center: Vector; angle: number } {
  const corners = cornersOf(area);
  const middle = sum(corners);
  const length = norm(middle);
  const center = length < 1e-12 ? { x: 1, y: 0, z: 0 } : scaled(middle, 1 / length);
  const angle = Math.max(...corners.map((corner) => angleBetween(center, corner)));
  // Up to a quarter of the way round, a circle that has all corners has the edges between them and the inside too.
  return { center, angle: angle < Math.PI / 2 - 1e-9 ? angle : Math.PI };
}
