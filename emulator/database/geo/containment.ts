import { cornersOf, edgesOf, type Geometry, type Ring } from './geometry';
import { angleBetween, angleToArc, arcsMeet, cross, dot, earthRadiusMeters, norm, scaled, type Vector } from './sphere';

/** Nearer to an edge than this (a hundredth of a millimetre) counts as on it. */
const onEdgeAngle = 1.5e-12;

const sum = (corners: Ring): Vector =>
  corners.reduce((total, corner) => ({ x: total.x + corner.x, y: total.y + corner.y, z: total.z + corner.z }), {
    x: 0,
    y: 0,
    z: 0,
  });

/**
 * Does the ring go round the point? The directions from the point to the corners turn by a full circle in all. The
 * antipode sees the same, so the point must also be on the ring's half of the sphere: rings are smaller than that.
 */
function goesRound(corners: Ring, point: Vector): boolean {
  if (dot(sum(corners), point) <= 0) return false;
  let turned = 0;
  for (let i = 0; i < corners.length; i += 1) {
    const from = cross(point, corners[i] as Vector);
    const to = cross(point, corners[(i + 1) % corners.length] as Vector);
    turned += Math.atan2(dot(point, cross(from, to)), dot(from, to));
  }
  return Math.abs(turned) > Math.PI;
}

function onRing(corners: Ring, point: Vector): boolean {
  return corners.some((a, i) => angleToArc(point, a, corners[(i + 1) % corners.length] as Vector) < onEdgeAngle);
}

/** Edges belong to the polygon, edges of holes too. */
function polygonHas(rings: readonly Ring[], point: Vector): boolean {
  if (rings.some((ring) => onRing(ring, point))) return true;
  const [outer, ...holes] = rings;
  return outer !== undefined && goesRound(outer, point) && !holes.some((hole) => goesRound(hole, point));
}

const areaHas = (area: Geometry, point: Vector) => area.polygons.some((rings) => polygonHas(rings, point));

/** Is all of `inner` inside the polygons of `area`? Corners must be, and no edge may cross a border. */
export function liesWithin(inner: Geometry, area: Geometry): boolean {
  if (!cornersOf(inner).every((corner) => areaHas(area, corner))) return false;
  const edges = edgesOf(inner);
  if (edges.length === 0) return true;
  const borders = edgesOf(area);
  const middles = edges.map(([a, b]) => {
    const middle = sum([a, b]);
    return scaled(middle, 1 / norm(middle));
  });
  if (!middles.every((middle) => areaHas(area, middle))) return false;
  return !edges.some(([a, b]) => borders.some(([c, d]) => crossesInside(a, b, c, d)));
}

/** A crossing away from all four ends; touching at an end is not leaving the area. */
function crossesInside(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const touches =
    Math.min(angleToArc(a, c, d), angleToArc(b, c, d), angleToArc(c, a, b), angleToArc(d, a, b)) < onEdgeAngle;
  return !touches && arcsMeet(a, b, c, d);
}

/** The angle from a point to the nearest part of a geometry; 0 inside a polygon. */
export function angleTo(geometry: Geometry, point: Vector): number {
  if (areaHas(geometry, point)) return 0;
  const toPoints = geometry.points.map((corner) => angleBetween(point, corner));
  const toEdges = edgesOf(geometry).map(([a, b]) => angleToArc(point, a, b));
  return Math.min(...toPoints, ...toEdges);
}

export const metersTo = (geometry: Geometry, point: Vector) => angleTo(geometry, point) * earthRadiusMeters;

/** Do two geometries share a point? */
export function intersects(a: Geometry, b: Geometry): boolean {
  const near = (geometry: Geometry, corner: Vector) => angleTo(geometry, corner) < onEdgeAngle;
  if (cornersOf(a).some((corner) => near(b, corner)) || cornersOf(b).some((corner) => near(a, corner))) return true;
  const others = edgesOf(b);
  return edgesOf(a).some(([from, to]) => others.some(([c, d]) => arcsMeet(from, to, c, d)));
}

/** A circle round all of an area: what an index can search before the exact test. */
export function boundingCircle(area: Geometry): { center: Vector; angle: number } {
  const corners = cornersOf(area);
  const middle = sum(corners);
  const length = norm(middle);
  const center = length < 1e-12 ? { x: 1, y: 0, z: 0 } : scaled(middle, 1 / length);
  const angle = Math.max(...corners.map((corner) => angleBetween(center, corner)));
  return { center, angle: angle < Math.PI / 2 ? angle : Math.PI };
}
