/** Is a drawn line an area at all? */
import type { Position } from '../geo/distance';

type Ring = readonly Position[];
const MOST_POINTS = 100;

/** A ring that is closed, has an inside and crosses itself nowhere. */
export function whyNoRing(ring: Ring): 'tooFewPoints' | 'tooManyPoints' | 'notClosed' | 'crossesItself' | null {
  if (ring.length < 4) return 'tooFewPoints';
  if (ring.length > MOST_POINTS) return 'tooManyPoints';
  const [first, last] = [ring[0] as Position, ring[ring.length - 1] as Position];
  if (first[0] !== last[0] || first[1] !== last[1]) return 'notClosed';
  const sides = ring.slice(1).map((to, index) => [ring[index] as Position, to] as const);
  const crossing = sides.some(([a, b], i) =>
    sides.some(([c, d], j) => {
      if (j <= i) return false;
      // Neighbours share a point; they may only share that one.
      if (j === i + 1) return turnsBack(a, b, d);
      if (i === 0 && j === sides.length - 1) return turnsBack(c, d, b);
      return meet(a, b, c, d);
    }),
  );
  return crossing || sides.some(([a, b]) => a[0] === b[0] && a[1] === b[1]) ? 'crossesItself' : null;
}

const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
/** For points on one line: does `c` lie on the side from `a` to `b`? */
const between = (a: Position, b: Position, c: Position): boolean =>
  Math.min(a[0], b[0]) <= c[0] &&
  c[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= c[1] &&
  c[1] <= Math.max(a[1], b[1]);

function meet(a: Position, b: Position, c: Position, d: Position): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc !== abd && cda !== cdb) return true;
  return (
    (abc === 0 && between(a, b, c)) ||
    (abd === 0 && between(a, b, d)) ||
    (cda === 0 && between(c, d, a)) ||
    (cdb === 0 && between(c, d, b))
  );
}

/** From `a` to `b` and back along the same line towards `c`. */
const turnsBack = (a: Position, b: Position, c: Position): boolean =>
  turn(a, b, c) === 0 && (between(a, b, c) || between(b, c, a));
