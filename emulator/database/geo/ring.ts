import { requestFailed } from '../refusals';
import { shown } from '../values/shown';
import { crossingEdges, goesRound, type Ring } from './loop';
import { positionsOf } from './position';
import type { Vector } from './sphere';

const same = (a: Vector, b: Vector) => a.x === b.x && a.y === b.y && a.z === b.z;

/** Points that repeat the one before say nothing. */
export const withoutRepeats = (points: readonly Vector[]): Vector[] =>
  points.filter((point, i) => i === 0 || !same(point, points[i - 1] as Vector));

function repeatedCorner(ring: Ring): readonly [number, number] | undefined {
  const seen = new Map<string, number>();
  for (const [i, { x, y, z }] of ring.entries()) {
    const key = `${x},${y},${z}`;
    const before = seen.get(key);
    if (before !== undefined) return [before, i];
    seen.set(key, i);
  }
  return undefined;
}

/** Refuses a ring that touches or crosses itself. */
function assertSimple(ring: Ring, value: unknown): void {
  const repeated = repeatedCorner(ring);
  if (repeated) {
    throw requestFailed(`Loop is not valid: ${shown(value)} Duplicate vertices: ${repeated[0]} and ${repeated[1]}`);
  }
  const crossing = crossingEdges(ring);
  if (crossing)
    throw requestFailed(`Loop is not valid: ${shown(value)} Edges ${crossing[0]} and ${crossing[1]} cross.`);
}

/** One ring of a polygon: closed, at least three corners, simple. */
function ringOf(value: unknown): Ring {
  const points = positionsOf(value);
  const [first] = points;
  if (!first) throw requestFailed(`Loop has no vertices: ${shown(value)}`);
  if (!same(first, points[points.length - 1] as Vector)) throw requestFailed(`Loop is not closed: ${shown(value)}`);
  const ring = withoutRepeats(points).slice(0, -1);
  if (ring.length < 3) throw requestFailed(`Loop must have at least 3 different vertices: ${shown(value)}`);
  assertSimple(ring, value);
  return ring;
}

/** A hole's corners lie in the outer ring, where it does not share them. */
const isHoleOf = (outer: Ring, hole: Ring) =>
  hole.every((corner) => outer.some((other) => same(corner, other)) || goesRound(outer, corner));

/** The rings of a polygon: the outer one, then its holes. */
export function polygonOf(value: unknown): readonly Ring[] {
  if (!Array.isArray(value)) throw requestFailed('Polygon coordinates must be an array');
  const [outer, ...holes] = value.map(ringOf);
  if (!outer) throw requestFailed('Polygon has no loops.');
  for (const [i, hole] of holes.entries()) {
    if (isHoleOf(outer, hole)) continue;
    throw requestFailed(
      'Secondary loops not contained by first exterior loop - secondary loops must be holes: ' +
        `${shown(value[i + 1])} first loop: ${shown(value[0])}`,
    );
  }
  return [outer, ...holes];
}
