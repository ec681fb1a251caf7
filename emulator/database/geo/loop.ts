import { arcsCross, cross, dot, minus, norm, normalOf, plus, scaled, sideOf, unit, type Vector } from './sphere';

/** Corners of a closed way on the sphere, the closing point left out. Its inside is the smaller part. */
export type Ring = readonly Vector[];

export const cornerAfter = (ring: Ring, i: number): Vector => ring[i + 1 === ring.length ? 0 : i + 1] as Vector;

/** How far to the left one turns in all, going round: more than 0 when the smaller part lies to the left. */
function turning(ring: Ring): number {
  let turned = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const before = ring[i === 0 ? ring.length - 1 : i - 1] as Vector;
    const here = ring[i] as Vector;
    const arriving = normalOf(before, here);
    const leaving = normalOf(here, cornerAfter(ring, i));
    turned += Math.atan2(dot(here, cross(arriving, leaving)), dot(arriving, leaving));
  }
  return turned;
}

/** A point inside, beside the middle of one edge. */
function pointBeside(ring: Ring, edge: number, isLeft: boolean): Vector {
  const from = ring[edge] as Vector;
  const to = cornerAfter(ring, edge);
  const away = norm(minus(to, from)) * 1e-4 * (isLeft ? 1 : -1);
  return unit(plus(unit(plus(from, to)), scaled(unit(normalOf(from, to)), away)));
}

/** Points known to be inside: found once for each ring. */
const references = new WeakMap<Ring, readonly Vector[]>();

function referencesOf(ring: Ring): readonly Vector[] {
  let known = references.get(ring);
  if (!known) {
    const isLeft = turning(ring) >= 0;
    known = ring.map((_, edge) => pointBeside(ring, edge, isLeft));
    references.set(ring, known);
  }
  return known;
}

/** Below this a side cannot be told from rounding. */
const doubtful = 1e-28;

/** How many edges the way from `from` to `to` crosses; undefined when it passes too close to a corner to tell. */
function crossings(ring: Ring, from: Vector, to: Vector): number | undefined {
  if (dot(from, to) < -0.999) return undefined; // almost opposite points have no one way between them
  let count = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const corner = ring[i] as Vector;
    if (Math.abs(sideOf(from, to, corner)) < doubtful && dot(corner, plus(from, to)) > 0) return undefined;
    if (arcsCross(from, to, corner, cornerAfter(ring, i))) count += 1;
  }
  return count;
}

/** Is the point inside the ring? Every crossing on the way to a point that is changes the answer. */
export function goesRound(ring: Ring, point: Vector): boolean {
  for (const reference of referencesOf(ring)) {
    const count = crossings(ring, point, reference);
    if (count !== undefined) return count % 2 === 0;
  }
  return false;
}

/** Two edges that cross, which no ring may have. */
export function crossingEdges(ring: Ring): readonly [number, number] | undefined {
  for (let i = 0; i < ring.length; i += 1) {
    for (let j = i + 2; j < ring.length; j += 1) {
      const [a, b, c, d] = [ring[i] as Vector, cornerAfter(ring, i), ring[j] as Vector, cornerAfter(ring, j)];
      if (a !== d && arcsCross(a, b, c, d)) return [i, j];
    }
  }
  return undefined;
}
