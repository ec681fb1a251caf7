/** Geometry on the unit sphere. Vectors have no date line and no poles to stumble over. */
import { sineCosine } from './sineCosine';

/** MongoDB's radius; with atan2 the distances agree with the platform's to the last digit. */
export const earthRadiusMeters = 6378100;

export interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const radiansPerDegree = Math.PI / 180;

export function vectorOf(longitude: number, latitude: number): Vector {
  const lng = sineCosine(longitude * radiansPerDegree);
  const lat = sineCosine(latitude * radiansPerDegree);
  return { x: lat.cosine * lng.cosine, y: lat.cosine * lng.sine, z: lat.sine };
}

export const dot = (a: Vector, b: Vector) => a.x * b.x + a.y * b.y + a.z * b.z;

export const cross = (a: Vector, b: Vector): Vector => ({
  x: a.y * b.z - a.z * b.y,
  y: a.z * b.x - a.x * b.z,
  z: a.x * b.y - a.y * b.x,
});

export const norm = (a: Vector) => Math.sqrt(a.x * a.x + a.y * a.y + a.z * a.z);

export const scaled = (a: Vector, factor: number): Vector => ({ x: a.x * factor, y: a.y * factor, z: a.z * factor });

/** The angle between two vectors, exact for small and for large angles. */
export const angleBetween = (a: Vector, b: Vector) => Math.atan2(norm(cross(a, b)), dot(a, b));

export const metersBetween = (a: Vector, b: Vector) => angleBetween(a, b) * earthRadiusMeters;

/** The square of the straight line through the earth: grows with the angle and costs no trigonometry. */
export const chordSquared = (a: Vector, b: Vector) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2;

export const chordSquaredOfAngle = (angle: number) => (2 * Math.sin(Math.min(angle, Math.PI) / 2)) ** 2;

export const minus = (a: Vector, b: Vector): Vector => ({ x: a.x - b.x, y: a.y - b.y, z: a.z - b.z });

export const plus = (a: Vector, b: Vector): Vector => ({ x: a.x + b.x, y: a.y + b.y, z: a.z + b.z });

export const unit = (a: Vector): Vector => scaled(a, 1 / norm(a));

/** A normal of the plane through a, b and the centre: twice a×b, exact also when a and b are neighbours. */
export const normalOf = (a: Vector, b: Vector): Vector => cross(minus(a, b), plus(a, b));

/** On which side of the way from a to b is c: positive on the left, 0 on the way itself. */
export const sideOf = (a: Vector, b: Vector, c: Vector): number => dot(normalOf(a, b), minus(c, a));

/** Is a direction in the plane of the arc a→b between its ends? */
function betweenEnds(a: Vector, b: Vector, normal: Vector, direction: Vector): boolean {
  return dot(cross(normal, a), direction) >= 0 && dot(cross(b, normal), direction) >= 0;
}

/** The angle from a point to the nearest point of the arc a→b. */
export function angleToArc(point: Vector, a: Vector, b: Vector): number {
  const normal = normalOf(a, b);
  const length = norm(normal);
  const toEnds = Math.min(angleBetween(point, a), angleBetween(point, b));
  if (length === 0 || !betweenEnds(a, b, normal, point)) return toEnds;
  return Math.min(toEnds, Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(minus(point, a), normal) / length)))));
}

/** Do the arcs a→b and c→d cross, each at a point between its ends? */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const sign = Math.sign(sideOf(a, c, b));
  return (
    sign !== 0 &&
    Math.sign(sideOf(c, b, d)) === sign &&
    Math.sign(sideOf(b, d, a)) === sign &&
    Math.sign(sideOf(d, a, c)) === sign
  );
}
