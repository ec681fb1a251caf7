/** Where the names of districts stand in a sketch. */
import type { PlanView } from '#contract/planWork';
import type { Frame } from './sketch-frame';

interface Name {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}
const APART = { x: 90, y: 30 };
const SEEN = 3;

/** In the middle of what is seen of a district, none over another. */
export function namesIn(borders: PlanView['area']['borders'], frame: Frame, side: number): Name[] {
  const isInside = ({ x, y }: { x: number; y: number }) => Math.min(x, y) >= 0 && Math.max(x, y) <= side;
  const names: Name[] = [];
  for (const { name, rings } of borders) {
    const seen = rings.flat().map(frame.toPixel).filter(isInside);
    const sum = seen.reduce((all, point) => ({ x: all.x + point.x, y: all.y + point.y }), { x: 0, y: 0 });
    const x = sum.x / seen.length;
    const y = sum.y / seen.length;
    const isFree = names.every((one) => Math.abs(one.x - x) > APART.x || Math.abs(one.y - y) > APART.y);
    if (seen.length >= SEEN && isFree) names.push({ name, x, y });
  }
  return names;
}
